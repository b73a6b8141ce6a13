/** Whom a failure stops: the whole process, one channel, one item, or nobody for long. `uncertain`: it may have arrived all the same. */
export type FailureKind = 'process' | 'channel' | 'item' | 'passing' | 'uncertain' | 'unknown-message'

export interface Failure {
  readonly kind: FailureKind
  /** What a person reads of it. */
  readonly why: string
  /** Whether it is tried again by itself; a webhook that is gone must not be. */
  readonly again: boolean
}

/**
 * Discord's JSON error codes, by what they stop.
 * Source: Discord's page "Opcodes and Status Codes", section JSON error codes.
 */
const CODES: ReadonlyMap<number, readonly [kind: FailureKind, why: string, again?: false]> = new Map([
  [10003, ['channel', 'the channel does not exist']],
  [10004, ['channel', 'the server does not exist or the bot is not in it']],
  [10008, ['unknown-message', 'the message does not exist']],
  // A webhook that answered so is gone for good; asking again counts towards a ban of the address.
  [10015, ['channel', 'the webhook does not exist', false]],
  [20028, ['passing', 'too many messages in this channel']],
  [40005, ['item', 'the message is too large']],
  [50001, ['channel', 'the bot may not see the channel – give it View Channel']],
  [50008, ['channel', 'messages cannot be sent in a channel of this type']],
  [50013, ['channel', 'the bot may not write here – give it Send Messages and Embed Links']],
  [50014, ['process', 'Discord refuses the token – make a new one in the developer portal']],
  [50024, ['channel', 'the channel is of a type that does not take this']],
  [50035, ['item', 'Discord refuses the form of the message']],
  [130000, ['passing', 'Discord is overloaded']],
  [160005, ['channel', 'the thread is locked']],
  [200000, ['item', 'blocked by the server’s AutoMod']],
  [240000, ['item', 'blocked as harmful link']],
])

/**
 * Classes an answer that is no success. The code decides where it is known, else the HTTP status; what is unknown sets the item aside,
 * never the queue.
 * @param code Discord's JSON error code; null where the answer had none
 */
export function classify(status: number, code: number | null): Failure {
  const known = code === null ? undefined : CODES.get(code)
  const told = code === null ? `HTTP ${status}` : `HTTP ${status}, code ${code}`
  if (known !== undefined) {
    const [kind, why, again = true] = known
    return { kind, why: `${why} (${told})`, again }
  }
  const [kind, why] = byStatus(status)
  return { kind, why: `${why} (${told})`, again: true }
}

function byStatus(status: number): readonly [kind: FailureKind, why: string] {
  if (status === 401) return ['process', 'Discord refuses the token – make a new one in the developer portal']
  if (status === 403) return ['channel', 'Discord forbids it here']
  if (status === 404) return ['channel', 'the channel or webhook does not exist']
  if (status === 408 || status === 429) return ['passing', 'Discord asks to slow down']
  // 503 says that the request was not taken on (RFC 9110, 15.6.4); after any other 5xx the message may stand in the channel.
  if (status === 503) return ['passing', 'Discord is not available']
  if (status >= 500 && status <= 599) return ['uncertain', 'Discord failed while it answered']
  if (status >= 400 && status <= 499) return ['item', 'Discord refuses the message']
  return ['uncertain', 'Discord gave no answer that says it has the message']
}

/** Whether Discord counts an answer as invalid: 10,000 of them in ten minutes ban the address (Discord's rate limits page). */
export function isInvalidAnswer(status: number): boolean {
  return status === 401 || status === 403 || status === 429
}
