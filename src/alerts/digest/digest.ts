import type { Coming } from '../../briefs/brief.ts'
import { STORY_TYPES, type StoryType } from '../../rules/verdict.ts'
import { dateIn, renderClockTime } from '../../text/time/clock-time.ts'
import { renderDay } from '../../text/time/day.ts'
import { comingLine } from '../card/coming-line.ts'
import { escapeText } from '../card/escape.ts'
import { TYPE_LABELS } from '../card/labels.ts'
import { LIMITS } from '../card/limits.ts'
import { linkText } from '../card/link.ts'
import type { Message } from '../card/message.ts'
import { chartText, type DayCount } from './chart.ts'

/** An alerted story as the digest lists it. All counts are for the digest's period. */
export interface DigestStory {
  readonly title: string
  readonly url: string | null
  readonly type: StoryType
  readonly reports: number
  /** Posts and replies; absent: as many as it has turns. */
  readonly messages?: number
  readonly origins: number
  /** The turns of the story's thread in this period, oldest first; absent or one: the headline says it. */
  readonly turns?: readonly DigestTurn[]
  /** The state at the end of the period ("called off", "set for 12 June"); null or absent: not known. */
  readonly stands?: string | null
}

/** One turn of events as the digest lists it. */
export interface DigestTurn {
  /** ms since 1970. */
  readonly at: number
  readonly phrase: string
  readonly url: string | null
}

/** An item that was nearly relevant enough to be alerted. */
export interface AlsoSeen {
  readonly title: string
  readonly url: string | null
  readonly outlet: string
}

/** The last meeting of a kind. */
export interface LastMeeting {
  readonly days: number
  /** Which one it was: "Stockholm, 5 Oct 2019". */
  readonly which: string
}

export interface Digest {
  /** ms since 1970. */
  readonly from: number
  readonly to: number
  readonly stories: readonly DigestStory[]
  readonly coming: readonly Coming[]
  /** The items that came nearest to an alert, the most relevant first; absent: none. */
  readonly alsoSeen?: readonly AlsoSeen[]
  /** One per day of the digest; their counts add up to the stories' reports. */
  readonly days: readonly DayCount[]
  /** null: none is on record. */
  readonly lastTalks: LastMeeting | null
  readonly lastSummit: LastMeeting | null
}

export const DIGEST_PICTURE = 'digest.png'

/** UTF-16 units: the lists share a description of 4096, and leave room for the rest of the message's total. */
const LIST_ROOM = 2400
const COMING_ROOM = 800
const ALSO_ROOM = 700
/** How many turns of one story are listed: the newest. */
const TURNS = 6
/** Longest headline, turn's or state's phrase, and address beside them, in UTF-16 units. */
const TITLE = 160
const PHRASE = 80
const ADDRESS = 300

/** Compares for sorting: more independent origins first, then more reports, then the order of types. */
export function byWeight(a: DigestStory, b: DigestStory): number {
  return b.origins - a.origins || b.reports - a.reports || STORY_TYPES.indexOf(a.type) - STORY_TYPES.indexOf(b.type)
}

/**
 * Draws a digest: first what is coming, then stories by type and weight with their turns and present state, then the days since the
 * last talks and the last summit.
 * @param timeZone IANA zone of the days
 */
export function renderDigest(digest: Digest, timeZone: string, withPicture: boolean): Message {
  const { stories, coming, days, to } = digest
  const date = dateIn(to, timeZone)
  const year = Number(date.slice(0, 4))
  const span = days.length === 1 ? '24 hours' : `${days.length} days`
  const until = `${renderDay(date)} ${year}`
  const ahead = { heading: 'Coming', blocks: coming.map(event => [`- ${comingLine(event, year)}`]) }
  const also = { heading: 'Also seen', blocks: (digest.alsoSeen ?? []).map(alsoLines) }
  const told = fit(byType(stories, timeZone, year), LIST_ROOM) || 'No story was told.'
  const lists = [fit([ahead], COMING_ROOM), told, fit([also], ALSO_ROOM)]
  return {
    content: `Digest · ${span} to ${until} · ${counted(stories.length, 'story', 'stories')}`,
    embeds: [
      {
        title: `Digest · ${span} to ${until}, ${renderClockTime(to, timeZone)}`,
        description: lists.filter(Boolean).join('\n'),
        fields: [
          { name: 'Since the last talks', value: since(digest.lastTalks), inline: true },
          { name: 'Since the last summit', value: since(digest.lastSummit), inline: true },
        ],
        footer: { text: totalsOf(stories) },
        timestamp: new Date(to).toISOString(),
        ...(withPicture ? { image: { url: `attachment://${DIGEST_PICTURE}` } } : {}),
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

/** Alt text of the digest's picture. */
export function digestPictureText(digest: Digest): string {
  return chartText(digest.days).slice(0, LIMITS.fieldValue)
}

function totalsOf(stories: readonly DigestStory[]): string {
  const sum = (of: (story: DigestStory) => number) => stories.reduce((all, story) => all + of(story), 0)
  return [
    counted(stories.length, 'story', 'stories'),
    counted(sum(messagesOf), 'message', 'messages'),
    counted(
      sum(story => story.reports),
      'report',
      'reports',
    ),
  ].join(' · ')
}

function messagesOf({ messages, turns }: DigestStory): number {
  return messages ?? Math.max(1, turns?.length ?? 0)
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}

interface Section {
  readonly heading: string
  /** Lines that stay together. */
  readonly blocks: readonly (readonly string[])[]
}

/** By type in the order of types, within a type by weight. */
function byType(stories: readonly DigestStory[], timeZone: string, year: number): readonly Section[] {
  return STORY_TYPES.map(type => ({
    heading: TYPE_LABELS[type],
    blocks: stories
      .filter(story => story.type === type)
      .sort(byWeight)
      .map(story => storyLines(story, timeZone, year)),
  }))
}

function storyLines(story: DigestStory, timeZone: string, year: number): readonly string[] {
  const { title, url, reports, turns = [], stands = null } = story
  const count = reports > 1 ? ` · ${reports} reports` : ''
  const headline = linkText(title, url, TITLE + ADDRESS, TITLE) || 'untitled'
  let day = ''
  const told = turns.slice(-TURNS).map(turn => {
    const phrase = linkText(turn.phrase, turn.url, PHRASE + ADDRESS, PHRASE)
    const before = day
    day = renderDay(dateIn(turn.at, timeZone), year)
    return day === before ? phrase : `${day}: ${phrase}`
  })
  const earlier = turns.length > TURNS ? '… → ' : ''
  const now = stands === null ? '' : escapeText(stands, PHRASE)
  return [
    `- ${headline}${count}`,
    ...(turns.length > 1 ? [`  - ${earlier}${told.join(' → ')}`] : []),
    ...(now === '' ? [] : [`  - Now: ${now}`]),
  ]
}

function alsoLines({ title, url, outlet }: AlsoSeen): readonly string[] {
  return [`- ${linkText(title, url, TITLE + ADDRESS, TITLE) || 'untitled'} · ${escapeText(outlet, PHRASE)}`]
}

/** Whole blocks below their headings while there is room; the rest are counted. */
function fit(sections: readonly Section[], max: number): string {
  const out: string[] = []
  let room = max - '… and 999 more'.length
  let left = sections.reduce((sum, { blocks }) => sum + blocks.length, 0)
  fill: for (const { heading, blocks } of sections) {
    let lines: readonly string[] = [`**${heading}**`]
    for (const block of blocks) {
      lines = [...lines, ...block]
      const length = lines.reduce((sum, line) => sum + line.length + 1, 0)
      if (length > room) break fill
      out.push(...lines)
      room -= length
      left -= 1
      lines = []
    }
  }
  return [...out, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n')
}

function since(last: LastMeeting | null): string {
  if (last === null) return 'none on record'
  const which = escapeText(last.which, PHRASE)
  return `${last.days === 0 ? 'today' : counted(last.days, 'day', 'days')}${which === '' ? '' : ` – ${which}`}`
}
