/**
 * What a failure stops: the process, one channel, one item, or nothing for long. `later`: this one waits, the others go on.
 * `uncertain`: it may have arrived. `no-channel`: the channel is gone with all its messages. `closed`: a user accepts no direct
 * messages from the bot. `message-gone`, `not-ours`: the message to edit was deleted, or was written by another.
 */
export type FailureKind =
  | 'process'
  | 'channel'
  | 'no-channel'
  | 'item'
  | 'later'
  | 'passing'
  | 'uncertain'
  | 'message-gone'
  | 'not-ours'
  | 'closed'

export interface Failure {
  readonly kind: FailureKind
  /** The explanation for people. */
  readonly why: string
  /** Whether it is retried automatically; a deleted webhook must not be. */
  readonly again: boolean
}

const FORUM =
  'the webhook’s channel is a forum – give it a text channel, end its address with ?thread_id= and the id of a post there, or give its route a threadName'

/**
 * Discord's JSON error codes, by what they stop.
 * Source: Discord's page "Opcodes and Status Codes", section JSON error codes.
 */
const CODES: ReadonlyMap<number, readonly [kind: FailureKind, why: string, again?: false]> = new Map([
  [10003, ['no-channel', 'the channel does not exist']],
  [10004, ['channel', 'the server does not exist or the bot is not in it']],
  [10008, ['message-gone', 'the message does not exist']],
  // Such a webhook is gone for good, and asking again counts towards a ban of the address.
  [10015, ['channel', 'the webhook does not exist – make one and put its address in the place of the old one', false]],
  [20016, ['passing', 'the channel’s slow mode asks for a pause']],
  [20022, ['later', 'Discord takes no more edits of this announcement for now']],
  [20028, ['passing', 'too many messages in this channel']],
  [20029, ['passing', 'too many messages in this server']],
  [30046, ['later', 'Discord takes no more edits of this old message for now']],
  [40004, ['passing', 'Discord has switched off sending for a while']],
  [40005, ['item', 'the message is too large']],
  [40062, ['passing', 'Discord asks to slow down']],
  [
    40067,
    [
      'channel',
      'the forum asks for a tag and has none by the name of this type of story – give it tags such as Summit, Talks and Other, or ask for none',
    ],
  ],
  [40333, ['passing', 'Discord could not take the request']],
  [50001, ['channel', 'the bot may not see the channel – give it View Channel']],
  [50005, ['not-ours', 'its message was written by another bot or webhook']],
  [50007, ['closed', 'the user takes no direct messages from the bot']],
  [50008, ['channel', 'messages cannot be sent in a channel of this type']],
  [50009, ['channel', 'the server asks for a verified account']],
  [50013, ['channel', 'the bot may not write here – give it Send Messages and Embed Links']],
  [50014, ['process', 'Discord refuses the token – make a new one in the developer portal']],
  [50024, ['channel', 'the channel is of a type that does not take this']],
  [
    50027,
    ['process', 'the webhook’s address is wrong – copy it again in Discord: channel settings, Integrations, Webhooks'],
  ],
  [50035, ['item', 'Discord refuses the form of the message']],
  [50278, ['closed', 'the user is in no server of the bot’s']],
  [50083, ['channel', 'the thread is archived – open it again']],
  [130000, ['passing', 'Discord is overloaded']],
  [160005, ['channel', 'the thread is locked']],
  [160006, ['channel', 'the server has as many open threads as Discord allows – archive one']],
  [160007, ['channel', 'the server has as many open announcement threads as Discord allows – archive one']],
  [200000, ['item', 'blocked by the server’s AutoMod']],
  [220001, ['channel', FORUM]],
  [
    220003,
    [
      'channel',
      'the webhook’s channel is not a forum – leave ?thread_id= out of its address, or threadName out of its route',
    ],
  ],
  [220004, ['channel', FORUM]],
  [240000, ['item', 'blocked as harmful link']],
])

/**
 * Classifies an unsuccessful response. A known code decides, else the HTTP status; anything unknown sets the item aside,
 * never the queue.
 * @param code Discord's JSON error code, 0 if its JSON has none; null: the response was not Discord's JSON
 */
export function classify(status: number, code: number | null): Failure {
  const known = code === null ? undefined : CODES.get(code)
  const told = code === null || code === 0 ? `HTTP ${status}` : `HTTP ${status}, code ${code}`
  if (known !== undefined) {
    const [kind, why, again = true] = known
    return { kind, why: `${why} (${told})`, again }
  }
  const [kind, why] = byStatus(status, code)
  return { kind, why: `${why} (${told})`, again: true }
}

/** Statuses that count only if Discord itself sent them: a proxy, a portal or a wall in front answers with pages of its own. */
const DISCORDS_OWN = new Set([401, 403, 404, 407])

function byStatus(status: number, code: number | null): readonly [kind: FailureKind, why: string] {
  if (code === null && DISCORDS_OWN.has(status)) return ['passing', 'something before Discord refuses the request']
  if (status === 401) return ['process', 'Discord refuses the token – make a new one in the developer portal']
  if (status === 403) return ['channel', 'Discord forbids it here']
  if (status === 404) return ['channel', 'the channel or webhook does not exist']
  if (status === 408 || status === 429) return ['passing', 'Discord asks to slow down']
  // 503 says that the request was not handled (RFC 9110, 15.6.4); after any other 5xx the message may be in the channel.
  if (status === 503) return ['passing', 'Discord is not available']
  if (status >= 500 && status <= 599) return ['uncertain', 'Discord failed while it answered']
  if (status >= 400 && status <= 499) return ['item', 'Discord refuses the message']
  return ['uncertain', 'Discord gave no answer that says it has the message']
}

/** Whether Discord counts a response as invalid: 10,000 of them in ten minutes ban the address (Discord's rate limits page). */
export function isInvalidAnswer(status: number): boolean {
  return status === 401 || status === 403 || status === 429
}
