import type { StoryType } from '../../rules/verdict.ts'
import { clip } from '../../text/clip.ts'
import type { Card } from '../card/card.ts'
import { clean } from '../card/escape.ts'
import { TYPE_LABELS } from '../card/labels.ts'

/** What a thread is opened with: that of a story, or a post of a forum. */
export interface Opening {
  /** At most 100 UTF-16 units (Discord's page "Channel Resource", Start Thread). */
  readonly name: string
  /** Names of tags of which the first that the forum has is applied. */
  readonly tags: readonly string[]
  /** The same where the forum asks for a tag and has none of these. */
  readonly otherwise: readonly string[]
  /** After so many minutes without a message Discord closes it by itself: one of 60, 1440, 4320, 10080 (same page). */
  readonly closesAfter: (typeof CLOSES)[number]
}

const CLOSES = [60, 1440, 4320, 10_080] as const
const NAME = 100
const MINUTE = 60_000

/** What a forum's readers may call a type of story, by language; in English it is called as on cards. */
const TAGS: Readonly<Record<string, Readonly<Record<StoryType, string>>>> = {
  ko: {
    summit: '정상회담',
    talks: '회담',
    statement: '성명',
    sanctions: '제재',
    weapons: '무기',
    military: '군사',
    people: '인물',
    other: '기타',
  },
  ja: {
    summit: '首脳会談',
    talks: '会談',
    statement: '声明',
    sanctions: '制裁',
    weapons: '兵器',
    military: '軍事',
    people: '人物',
    other: 'その他',
  },
  zh: {
    summit: '峰会',
    talks: '会谈',
    statement: '声明',
    sanctions: '制裁',
    weapons: '武器',
    military: '军事',
    people: '人物',
    other: '其他',
  },
}

/**
 * What the thread of a card is opened with. A card that goes on from another one opens that one's.
 * @param language of those who read it
 * @param quietMs a story with no report for this long is closed
 */
export function openingOf(card: Card, language: string, quietMs: number): Opening {
  const title = clean(card.develops ?? card.title)
  return {
    name: clip(title, NAME) || 'News',
    tags: namesOf(card.type, language),
    otherwise: namesOf('other', language),
    closesAfter: CLOSES.find(minutes => minutes * MINUTE >= quietMs) ?? 10_080,
  }
}

function namesOf(type: StoryType, language: string): readonly string[] {
  const own = TAGS[language]?.[type]
  return [...(own === undefined ? [] : [own]), TYPE_LABELS[type], type]
}
