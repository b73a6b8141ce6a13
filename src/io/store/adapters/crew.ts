/** A live process, with a text about its work. */
export interface Sign {
  readonly name: string
  readonly text: string
}

/**
 * What processes may write without holding the lease: signs of life, and the answers they fetched. No call here touches any other record, so
 * the fence around those stays intact.
 */
export interface Crew {
  /** Makes or renews a sign of life, which lasts LEASE_MS by the store's own clock. @returns all live signs, with this one */
  sign(name: string, text: string): Promise<readonly Sign[]>
  /** All live signs. */
  signs(): Promise<readonly Sign[]>
  /** Removes a sign, because its process ends. */
  leave(name: string): Promise<void>
  /** Appends a record to the queue, under `answerKey` of a new id, so that nothing is overwritten. */
  hand(feedId: string, text: string): Promise<void>
  /** Ids in the queue, in order of arrival. */
  waiting(): Promise<readonly string[]>
  /** Removes records from the queue; fenced once this process has held the lease. */
  drop(ids: readonly string[]): Promise<void>
}

/** Key of the queued record with this id. */
export function answerKey(id: string): string {
  return `answer/${id}`
}

/** The id for a place in the queue and a feed. */
export function answerId(place: string | number | bigint, feedId: string): string {
  return `${place}/${feedId}`
}

/** The feed's id in a queue id. */
export function feedOfAnswer(id: string): string {
  return id.slice(id.indexOf('/') + 1)
}

/** The place in the queue in a queue id. */
export function placeOfAnswer(id: string): string {
  return id.slice(0, id.indexOf('/'))
}
