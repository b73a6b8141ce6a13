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

/** A development and its reports: plain JSON, as the store keeps it. Fields that grouping needs beyond these are added here. */
export interface Story {
  readonly id: string
  readonly openedAt: number
  /** ms since 1970 of the newest report. */
  readonly lastAt: number
  readonly items: readonly StoryItem[]
  /** Id of the first story of its thread: these talks, this detainee. Stories of before 0.2 have none: they are threads of their own. */
  readonly thread?: string
}
