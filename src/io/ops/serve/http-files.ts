import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** A document that is made when it is asked for. */
export interface HttpFile {
  readonly type: string
  readonly text: string
}

export interface HttpFiles {
  /** What whoever reads them has to show; null: only this machine reads them. A secret: no log names it. */
  readonly token: string | null
  readonly paths: readonly string[]
  /**
   * @param path one of them
   * @param self the address at which it was asked for, without the token
   * @throws where the store does not answer
   */
  file(path: string, self: string): Promise<HttpFile>
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** For how long who asked need not ask again, in seconds. */
const MAX_AGE = 60
/** What proxies say of whom they ask for (RFC 7239, and what came before it). */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip']
/** A name that is nobody's (RFC 2606). */
const NOBODY = 'unknown.invalid'
const PLAIN = { 'content-type': 'text/plain; charset=utf-8' }

/**
 * Answers a request for a document: to who shows the token, by `Authorization: Bearer` (RFC 6750) or `?token=` for feed readers that send no
 * header; where there is no token, to this machine alone. Conditional requests as RFC 9110, 13.1.2, has them.
 * @param host the address that the server listens on
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
    // A page in a browser of this machine may be led here by a name of its own (DNS rebinding): its name is not this machine's. What a proxy hands on was asked by others.
    const handedOn = FORWARDED.some(name => headers[name] !== undefined)
    if (handedOn || !isLoopback(host) || !isLoopback(new URL(base).hostname)) {
      const why = 'only this machine may read this, by its own name – set HTTP_TOKEN to let others (docs/desk.md)\n'
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

/** Weak comparison: a cache between may have marked the tag as weak. */
function matches(asked: string | undefined, etag: string): boolean {
  return (asked ?? '').split(',').some(one => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

function shownIn({ authorization = '' }: IncomingHttpHeaders, query: URLSearchParams): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? query.get('token') ?? ''
}

/** Compares in a time that says nothing of where they differ. */
function isToken(shown: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(shown), hash(token))
}

/** The address as who asks knows it: behind a proxy that is the proxy's. What is no address is nobody's, and never this machine's. */
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
