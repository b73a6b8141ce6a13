import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** A document, made on request. */
export interface HttpFile {
  readonly type: string
  readonly text: string
}

export interface HttpFiles {
  /** The token that a reader must show; null: only this machine may read. Secret: never logged. */
  readonly token: string | null
  readonly paths: readonly string[]
  /**
   * @param path one of `paths`
   * @param self the requested address, without the token
   * @throws if the store does not answer
   */
  file(path: string, self: string): Promise<HttpFile>
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** How long a reader may cache a document, in seconds. */
const MAX_AGE = 60
/** Headers in which proxies name the client (RFC 7239, and its predecessors). */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip']
/** A host name that cannot exist (RFC 2606). */
const NOBODY = 'unknown.invalid'
const PLAIN = { 'content-type': 'text/plain; charset=utf-8' }

/**
 * Answers a request for a document if it carries the token, as `Authorization: Bearer` (RFC 6750) or as `?token=` for feed readers that send no
 * header. Without a configured token only this machine is answered. Handles If-None-Match (RFC 9110, 13.1.2).
 * @param host address that the server listens on
 * @returns null: there is nothing at that path
 */
export async function answerFile(
  url: string,
  headers: IncomingHttpHeaders,
  host: string,
  { token, paths, file }: HttpFiles,
): Promise<HttpAnswer | null> {
  const base = baseOf(headers)
  if (!URL.canParse(url, base)) return null
  const { pathname, searchParams } = new URL(url, base)
  if (!paths.includes(pathname)) return null
  if (token === null) {
    // A web page in this machine's browser may get here under another host name (DNS rebinding), and a proxy forwards requests of others.
    const handedOn = FORWARDED.some(name => headers[name] !== undefined)
    if (handedOn || !isLoopback(host) || !isLoopback(new URL(base).hostname)) {
      const why =
        'only this machine may read this, as localhost – set HTTP_TOKEN to let others read it (docs/desk.md)\n'
      return { status: 403, headers: PLAIN, text: why }
    }
  } else if (!isToken(shownIn(headers, searchParams), token)) {
    const text = 'this needs the token of HTTP_TOKEN, as "Authorization: Bearer …" or "?token=…"\n'
    return { status: 401, headers: { ...PLAIN, 'www-authenticate': 'Bearer realm="backchannel"' }, text }
  }
  let found: HttpFile
  try {
    found = await file(pathname, `${base}${pathname}`)
  } catch {
    return { status: 503, headers: { ...PLAIN, 'retry-after': '60' }, text: 'the store does not answer\n' }
  }
  const etag = `"${createHash('sha256').update(found.text).digest('base64url').slice(0, 27)}"`
  const kept = { etag, 'cache-control': `private, max-age=${MAX_AGE}` }
  if (matches(headers['if-none-match'], etag)) return { status: 304, headers: kept, text: '' }
  return { status: 200, headers: { ...kept, 'content-type': found.type }, text: found.text }
}

/** Weak comparison, since a cache on the way may have weakened the tag. */
function matches(asked: string | undefined, etag: string): boolean {
  return (asked ?? '').split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

function shownIn({ authorization = '' }: IncomingHttpHeaders, query: URLSearchParams): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? query.get('token') ?? ''
}

/** Compares in constant time, which reveals nothing about where they differ. */
function isToken(shown: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(shown), hash(token))
}

/** The address by which the client knows us; behind a proxy, the proxy's. An invalid one becomes a host that cannot exist, never this machine. */
function baseOf(headers: IncomingHttpHeaders): string {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'
  const asked = headers.host ?? ''
  const name = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(asked) ? asked : NOBODY
  const base = `${scheme}://${name}`
  return URL.canParse(base) ? base : `${scheme}://${NOBODY}`
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}
