/** The validators for the next conditional request. The strings are the answer's, byte for byte (one character per byte). */
export interface Validators {
  /** The address that gave them; they are sent to no other. */
  readonly url: string
  readonly etag: string | null
  readonly lastModified: string | null
  /** SHA-256 of the body that was last read, after decompression; null: none was. */
  readonly bodyHash: string | null
}

/** An answer's headers about time, as sent. */
export interface Timing {
  readonly date: string | null
  readonly age: string | null
  readonly cacheControl: string | null
  readonly expires: string | null
  readonly retryAfter: string | null
}

/** How often a feed itself asks to be polled. */
export interface PollHints {
  /** RSS `ttl`, in ms; null: none. */
  readonly ttlMs: number | null
  /** `sy:updatePeriod` divided by `sy:updateFrequency`, in ms; null: none. */
  readonly updatePeriodMs: number | null
  /** RSS `skipHours`: 0 to 23, UTC. */
  readonly skipHours: readonly number[]
  /** RSS `skipDays`: 0 Sunday to 6 Saturday, UTC. */
  readonly skipDays: readonly number[]
}

export const NO_HINTS: PollHints = { ttlMs: null, updatePeriodMs: null, skipHours: [], skipDays: [] }

export const FETCH_FAILURES = [
  'refused',
  'not-found',
  'gone',
  'forbidden',
  'too-many-requests',
  'server-error',
  'other-status',
  'lookup',
  'name-not-found',
  'connection',
  'certificate',
  'tls',
  'deadline',
  'too-large',
  'encoding',
  'wrong-type',
  'redirects',
  'protocol',
  'aborted',
  'resting',
] as const
/** Why nothing was fetched: `refused` by our own guard; `resting`: not asked, because the host sent Retry-After. */
export type FetchFailure = (typeof FETCH_FAILURES)[number]

interface Answered {
  readonly timing: Timing
  /** Where the feed has moved for good: the address behind the leading 301 and 308 redirects; null: it has not. */
  readonly movedTo: string | null
}

/** A body to read. */
export interface Fresh extends Answered {
  readonly kind: 'fresh'
  /** The address that answered, after redirects: the base of relative links. */
  readonly url: string
  /** Decompressed; owns its buffer, so that it may be transferred to another thread. */
  readonly body: Uint8Array<ArrayBuffer>
  readonly contentType: string | null
  /** To be kept once the body has been read. */
  readonly validators: Validators
}

/** A body as it was sent; it is decompressed where it is read. */
export interface Packed extends Answered {
  readonly kind: 'packed'
  readonly status: number
  /** The address that answered, after redirects: the base of relative links. */
  readonly url: string
  readonly body: Uint8Array
  /** The Content-Encoding header; null: none. */
  readonly encoding: string | null
  /** The most bytes that it may have after decompression. */
  readonly most: number
  readonly contentType: string | null
  /** To be kept once the body has been read, with its hash; until then `bodyHash` is that of the last body read. */
  readonly validators: Validators
}

/** What an answer teaches once its body is read. */
export type Answer = Answered & { readonly validators: Validators }

/** The same as last time: by 304, or by a body of the same hash. */
export interface Unchanged extends Answered {
  readonly kind: 'unchanged'
  readonly by: 'status' | 'hash'
  readonly validators: Validators
}

export interface Failed {
  readonly kind: 'failed'
  readonly reason: FetchFailure
  /** A predicate for people: "answered 503". */
  readonly what: string
  /** HTTP status; null: no answer. */
  readonly status: number | null
  readonly timing: Timing | null
}

/** The result of a poll's request. */
export type Fetched = Fresh | Unchanged | Failed
