import type { StoryType } from '../../rules/verdict.ts'
import { clip } from '../../text/clip.ts'
import type { Card } from '../card/card.ts'
import { clean } from '../card/escape.ts'
import { TYPE_LABELS } from '../card/labels.ts'

/** How to open a story's thread or a forum post. */
export interface Opening {
  /** At most 100 UTF-16 units (Discord's page "Channel Resource", Start Thread). */
  readonly name: string
  /** Tag names; the first that the forum has is applied. */
  readonly tags: readonly string[]
  /** Further names, if the forum requires a tag and has none of these. */
  readonly otherwise: readonly string[]
  /** Minutes without a message until Discord archives it: one of 60, 1440, 4320, 10080 (same page). */
  readonly closesAfter: (typeof CLOSES)[number]
}

const CLOSES = [60, 1440, 4320, 10_080] as const
const NAME = 100
const MINUTE = 60_000

/** Tag names of story types, by language; in English, those on cards. */
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
 * How to open the thread of a card. A card that continues another opens that card's thread.
 * @param language the readers' BCP 47 primary language
 * @param quietMs ms without a report after which a story is closed
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
