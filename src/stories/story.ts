/** One report as grouping reads it. */
export interface StoryItem {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly language: string
  readonly outlet: string
  readonly url: string | null
  /** ms since 1970: published, else first seen. */
  readonly at: number
}

/** One event and its reports: plain JSON, as stored. */
export interface Story {
  readonly id: string
  readonly openedAt: number
  /** ms since 1970 of the newest report. */
  readonly lastAt: number
  readonly items: readonly StoryItem[]
  /** Id of the first story of its thread: these talks, this detainee. Absent before version 0.2: the story is a thread of its own. */
  readonly thread?: string
}
