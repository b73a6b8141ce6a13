import type { Report } from '../briefs/brief.ts'
import type { Story } from '../stories/story.ts'
import type { Card } from './card/card.ts'

/** What has been posted of a story: its message and the present card. */
export interface Telling {
  readonly route: string
  /** Delivery that posted the story's message. */
  readonly postId: string
  readonly card: Card
  /** `createdAt` of the story's newest delivery, ms since 1970: after the clock is set back, a later edit must not look older. */
  readonly toldAt: number
}

/** A story with the texts of its reports and what was posted of it, as stored. */
export interface ToldStory extends Story {
  /** Shortened texts of the first reports, from which the summary and the brief are made. */
  readonly reports: readonly Report[]
  readonly telling: Telling | null
}
