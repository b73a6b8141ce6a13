import type { Coming } from '../briefs/brief.ts'
import { STORY_TYPES, type StoryType } from '../rules/verdict.ts'
import { chartText, type DayCount } from './chart.ts'
import { day } from './draw.ts'
import { escapeText } from './escape.ts'
import { LIMITS } from './limits.ts'
import type { Message } from './message.ts'

/** A told story as the digest lists it. */
export interface DigestStory {
  readonly title: string
  readonly url: string | null
  readonly type: StoryType
  readonly reports: number
  readonly origins: number
  /** What was told of the story's thread in these days, oldest first; missing or one: the headline says it. */
  readonly turns?: readonly DigestTurn[]
  /** What stands at the end of the days ("called off", "set for 12 June"); null or missing: nothing is known of it. */
  readonly stands?: string | null
}

/** One turn of events as the digest lists it. */
export interface DigestTurn {
  /** ms since 1970. */
  readonly at: number
  readonly phrase: string
  readonly url: string | null
}

export interface Digest {
  /** ms since 1970. */
  readonly from: number
  readonly to: number
  readonly stories: readonly DigestStory[]
  readonly coming: readonly Coming[]
  readonly days: readonly DayCount[]
  /** ms since 1970 of the newest story of that type that the store knows; null: none. */
  readonly lastTalks: number | null
  readonly lastSummit: number | null
}

export const DIGEST_PICTURE = 'digest.png'

/** What weighs more stands first: independent origins, then reports, then the order of types. */
export function byWeight(a: DigestStory, b: DigestStory): number {
  return b.origins - a.origins || b.reports - a.reports || STORY_TYPES.indexOf(a.type) - STORY_TYPES.indexOf(b.type)
}

/** Draws a digest: what is coming first, then stories by type and weight, then the days since the last talks and summit. */
export function renderDigest(digest: Digest, timeZone: string, withPicture: boolean): Message {
  const fields = [
    { name: 'Since the last talks', value: since(digest.lastTalks, digest.to), inline: true },
    { name: 'Since the last summit', value: since(digest.lastSummit, digest.to), inline: true },
  ]
  return {
    embeds: [
      {
        title: `Digest · ${day(digest.from, timeZone)} – ${day(digest.to, timeZone)}`,
        description: [comingList(digest.coming), storyList(digest.stories) || 'No story was alerted.']
          .filter(Boolean)
          .join('\n'),
        fields,
        footer: { text: `${digest.stories.length} ${digest.stories.length === 1 ? 'story' : 'stories'}` },
        timestamp: new Date(digest.to).toISOString(),
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

/** The two lists share a description of 4096. */
const LIST_ROOM = 3000
const COMING_ROOM = 1000

function comingList(coming: readonly Coming[]): string {
  return coming.length > 0 ? lines(['**coming**', ...coming.map(comingLine)], COMING_ROOM) : ''
}

function storyList(stories: readonly DigestStory[]): string {
  const out: string[] = []
  for (const type of STORY_TYPES) {
    const ofType = stories.filter(story => story.type === type).sort(byWeight)
    if (ofType.length > 0) out.push(`**${type}**`, ...ofType.map(storyLine))
  }
  return lines(out, LIST_ROOM)
}

function storyLine(story: DigestStory): string {
  const title = escapeText(story.title, 160) || 'untitled'
  const reports = story.reports > 1 ? ` · ${story.reports} reports` : ''
  return `• ${story.url === null ? title : `[${title}](${safeUrl(story.url)})`}${reports}`
}

/** Brackets and spaces would end a masked link early. */
function safeUrl(url: string): string {
  return url.replace(/[()\s<>]/g, character => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function comingLine(event: Coming): string {
  const when = event.date.length === 7 ? event.date : `<t:${Math.floor(event.at / 1000)}:D>`
  return `${when} ${escapeText(event.what, 140)}`.trim()
}

function since(at: number | null, now: number): string {
  if (at === null) return 'none on record'
  const days = Math.max(0, Math.floor((now - at) / 86_400_000))
  return days === 1 ? '1 day' : `${days} days`
}

function lines(all: readonly string[], max: number): string {
  const out: string[] = []
  let room = max - 12
  for (const [index, line] of all.entries()) {
    if (line.length + 1 > room) {
      out.push(`… +${all.length - index}`)
      break
    }
    out.push(line)
    room -= line.length + 1
  }
  return out.join('\n')
}
