/**
 * Fetches feeds and pages: from public addresses only, at each host's pace, within limits of time and size.
 * A failure is a value with its reason.
 */

import { hash } from 'node:crypto'
import type { Proxies } from '../../../config/proxies.ts'
import type { Feed } from '../../../feeds/feed.ts'
import type { Failed, Fetched, Packed, Unchanged, Validators } from '../../../feeds/fetched.ts'
import { unpack } from './body.ts'
import { Connections } from './connect.ts'
import type { Headers } from './exchange.ts'
import { failed, failureOfStatus, timingOf } from './failure.ts'
import { feedHeaders } from './feed-headers.ts'
import { allowedFor, Guard, type LookupAll } from './guard.ts'
import { Pace, type Turn } from './pace.ts'
import { Rests } from './rests.ts'
import { type Arrived, type Journey, travel } from './travel.ts'

const TOTAL_MS = 20_000
const MOST_BYTES = 5_000_000

const ACCEPT_FEED =
  'application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1'
const ACCEPT_PAGE = 'text/html, application/xhtml+xml, */*;q=0.1'

export interface ClientOptions {
  readonly version: string
  /** Page or address where a publisher can reach the operator; sent as part of User-Agent. */
  readonly contact: string
  /** Hosts, with or without a port, that may be private: for feeds only whose configured address is on such a host. */
  readonly allowHosts: readonly string[]
  readonly hostPauseMs: number
  /** Waits while too many fetched bodies are still unread; default: does not wait. */
  readonly room?: () => Promise<void>
  readonly connectMs?: number
  readonly totalMs?: number
  readonly lookup?: LookupAll
  /** null or missing: every request goes directly. */
  readonly proxies?: Proxies | null
  /** ms since 1970; default: the machine's clock. */
  readonly now?: () => number
}

/** Limits for a linked page. */
export interface PageLimits {
  /** Media types to read, such as `text/html`. */
  readonly types: readonly string[]
  /** Bytes after decompression. */
  readonly bytes: number
  readonly ms: number
}

export interface Page {
  readonly kind: 'page'
  /** The address that answered, after redirects. */
  readonly url: string
  readonly contentType: string | null
  readonly body: Uint8Array<ArrayBuffer>
}

/** A guard and the connections that go through it. */
type Way = Pick<Journey, 'guard' | 'connections'>

/** Fetches feeds and pages politely, within limits, and only where the guard allows it. */
export class Client {
  readonly #options: ClientOptions
  readonly #userAgent: string
  readonly #pace: Pace
  readonly #rests: Rests
  /** By the allowed hosts that apply to a feed: no other feed shares its sockets to a private host. */
  readonly #ways = new Map<string, Way>()
  /** The same by the feed's configured address, so that the list is searched once per feed, not once per request. */
  readonly #waysOf = new Map<string | null, Way>()

  constructor(options: ClientOptions) {
    this.#options = options
    this.#userAgent = `Backchannel/${options.version} (+${options.contact.toWellFormed().replace(/[^\x20-\x7e]/gu, encodeURIComponent)})`
    this.#pace = new Pace(options.hostPauseMs)
    this.#rests = new Rests(options.now ?? Date.now)
  }

  /**
   * Waits for a turn at an address's host.
   * @returns null: the signal aborted, or the address has no host
   */
  async enter(address: string, signal: AbortSignal): Promise<Turn | null> {
    const host = URL.parse(address)?.hostname ?? ''
    return host === '' ? null : this.#pace.enter(host, signal).catch(() => null)
  }

  /**
   * Requests a feed and leaves its body packed. Limits: 10 s to connect, 20 s in all, 5 MB as sent, 5 redirects. Never rejects.
   * @param validators from the last read; null: none
   * @param address where to ask if the feed has moved; its own headers go to its configured host only
   * @param turn from `enter`, given back here; null: waits for one
   */
  async askFeed(
    feed: Pick<Feed, 'id' | 'url' | 'headers'>,
    validators: Validators | null,
    signal: AbortSignal,
    address: string = feed.url,
    turn: Turn | null = null,
  ): Promise<Packed | Unchanged | Failed> {
    const { totalMs = TOTAL_MS } = this.#options
    const arrived = await travel(
      address,
      this.#journey(feed.url, totalMs, MOST_BYTES, isSuccess, url => ({
        ...this.#plain(ACCEPT_FEED),
        ...feedHeaders(url, feed, validators),
      })),
      signal,
      turn,
    ).finally(() => turn?.leave())
    if (arrived.kind === 'failed') return arrived
    const { url, status, headers, movedTo, body } = arrived
    const timing = timingOf(headers)
    const etag = headers.get('etag') ?? null
    const lastModified = headers.get('last-modified') ?? null
    if (status === 304 && validators !== null) {
      const kept = {
        ...validators,
        etag: etag ?? validators.etag,
        lastModified: lastModified ?? validators.lastModified,
      }
      return { kind: 'unchanged', by: 'status', validators: kept, timing, movedTo }
    }
    if (body === null) return { ...unreadOf(arrived), timing }
    const encoding = headers.get('content-encoding') ?? null
    const contentType = headers.get('content-type') ?? null
    const fresh: Validators = { url: url.href, etag, lastModified, bodyHash: validators?.bodyHash ?? null }
    return {
      kind: 'packed',
      status,
      url: url.href,
      body,
      encoding,
      most: MOST_BYTES,
      contentType,
      validators: fresh,
      timing,
      movedTo,
    }
  }

  /** Like `askFeed`, with the body unpacked: 5 MB at most after decompression. */
  async fetchFeed(...asked: Parameters<Client['askFeed']>): Promise<Fetched> {
    const packed = await this.askFeed(...asked)
    if (packed.kind !== 'packed') return packed
    const { status, url, contentType, timing, movedTo } = packed
    const body = await unpack(packed.body, packed.encoding, packed.most)
    if ('kind' in body) return { ...failed(body.reason, body.what, status), timing }
    const bodyHash = hash('sha256', body, 'base64url')
    const validators = { ...packed.validators, bodyHash }
    if (packed.validators.bodyHash === bodyHash) return { kind: 'unchanged', by: 'hash', validators, timing, movedTo }
    return { kind: 'fresh', url, body, contentType, validators, timing, movedTo }
  }

  /**
   * Fetches a linked page. The body of any other media type is not read. Never rejects.
   * @param home configured address of the feed that links to the page: if it is on an allowed host, the page may be too; null: the operator gave it
   */
  async fetchPage(
    address: string,
    limits: PageLimits,
    signal: AbortSignal,
    home: string | null = null,
  ): Promise<Page | Failed> {
    const typed = (status: number, headers: Headers) =>
      isSuccess(status) && limits.types.includes(mediaType(headers.get('content-type')))
    const arrived = await travel(
      address,
      this.#journey(home, limits.ms, limits.bytes, typed, () => this.#plain(ACCEPT_PAGE)),
      signal,
    )
    if (arrived.kind === 'failed') return arrived
    const contentType = arrived.headers.get('content-type') ?? null
    if (isSuccess(arrived.status) && arrived.body === null)
      return failed('wrong-type', `is ${contentType ?? 'of no type'}`, arrived.status)
    if (arrived.body === null) return unreadOf(arrived)
    const body = await unpack(arrived.body, arrived.headers.get('content-encoding') ?? null, limits.bytes)
    if ('kind' in body) return failed(body.reason, body.what, arrived.status)
    return { kind: 'page', url: arrived.url.href, contentType, body }
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    await Promise.all([...this.#ways.values()].map(way => way.connections.close()))
  }

  #plain(accept: string): Record<string, string> {
    return { 'user-agent': this.#userAgent, accept, 'accept-encoding': 'gzip, deflate, br' }
  }

  #way(home: string | null): Way {
    const found = this.#waysOf.get(home) ?? this.#wayOf(home)
    this.#waysOf.set(home, found)
    return found
  }

  #wayOf(home: string | null): Way {
    const { allowHosts, lookup, connectMs, proxies = null } = this.#options
    const allowed = allowedFor(home, allowHosts)
    const known = this.#ways.get(allowed.join())
    if (known !== undefined) return known
    const guard = new Guard(allowed, lookup)
    const made = { guard, connections: new Connections(guard, connectMs, proxies) }
    this.#ways.set(allowed.join(), made)
    return made
  }

  #journey(
    home: string | null,
    totalMs: number,
    bytes: number,
    wants: Journey['wants'],
    headers: Journey['headers'],
  ): Journey {
    const { room = noWait } = this.#options
    return {
      room,
      pace: this.#pace,
      rests: this.#rests,
      ...this.#way(home),
      totalMs,
      bytes,
      wants,
      headers,
    }
  }
}

async function noWait(): Promise<void> {}

function isSuccess(status: number): boolean {
  return status === 200 || status === 203
}

/** Why an answer's body was not read. */
function unreadOf({ status, headers, forGood }: Arrived): Failed {
  const failure = failureOfStatus(status, headers, timingOf(headers))
  // The target of a temporary redirect says nothing about the feed itself.
  return failure.reason === 'gone' && !forGood ? { ...failure, reason: 'other-status' } : failure
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}
