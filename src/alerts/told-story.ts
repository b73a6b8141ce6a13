import type { Report } from '../briefs/brief.ts'
import type { Story } from '../stories/story.ts'
import type { Card } from './card/card.ts'

/** What has been told of a story: its message and what the card says now. */
export interface Telling {
  readonly route: string
  /** Delivery that posted the story's message. */
  readonly postId: string
  readonly card: Card
  /** `createdAt` of the newest delivery of the story, ms since 1970: a clock that is set back must not make a later edit look older. */
  readonly toldAt: number
}

/** A story with the texts of its reports and what was told of it: what the store keeps. */
export interface ToldStory extends Story {
  /** Texts of the first reports, cut: the summary and the brief are made over all of them. */
  readonly reports: readonly Report[]
  readonly telling: Telling | null
}
