/** A process that is alive, with a text of its own that says what it does. */
export interface Sign {
  readonly name: string
  readonly text: string
}

/**
 * What the processes of one store write without the right to write: that they are alive, and what they have fetched. No call of it touches
 * anything else, so that the fence around all other records stays as it is.
 */
export interface Crew {
  /** Leaves or renews a sign of life, which lasts LEASE_MS by the store's own clock. @returns all that last, this one among them */
  sign(name: string, text: string): Promise<readonly Sign[]>
  /** All signs that last. */
  signs(): Promise<readonly Sign[]>
  /** Takes a sign away: this process ends. */
  leave(name: string): Promise<void>
  /** Puts a record at the end of the queue, under `answerKey` of a new id: nothing that is there is written over. */
  hand(feedId: string, text: string): Promise<void>
  /** Ids of what waits in the queue, in the order in which it came. */
  waiting(): Promise<readonly string[]>
  /** Takes records out of the queue; needs the right to write, once it was held. */
  drop(ids: readonly string[]): Promise<void>
}

/** The record that waits under an id. */
export function answerKey(id: string): string {
  return `answer/${id}`
}

/** An id of a place in the queue and the feed. */
export function answerId(place: string | number | bigint, feedId: string): string {
  return `${place}/${feedId}`
}

/** The feed that an id is of. */
export function feedOfAnswer(id: string): string {
  return id.slice(id.indexOf('/') + 1)
}

/** The place of an id in the queue. */
export function placeOfAnswer(id: string): string {
  return id.slice(0, id.indexOf('/'))
}
