import type { Failed, FetchFailure, Timing } from '../../../feeds/fetched.ts'
import { Ended, type Headers } from './exchange.ts'
import { Refused } from './guard.ts'

/** What to do about a proxy's own status. */
const LOGIN: Readonly<Record<string, string>> = {
  407: ', it wants a name and a password – put them into HTTP_PROXY and HTTPS_PROXY',
}

const CERTIFICATE = /CERT(?!IFICATE_REQUIRED)|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT/
/** OpenSSL's and Node's names for handshakes that cannot succeed. */
const TLS: readonly (readonly [RegExp, string])[] = [
  [/NO_APPLICATION_PROTOCOL/, 'speaks only HTTP/2, which this program does not'],
  [
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|UNSUPPORTED_SSL_VERSION/,
    'speaks only an old version of TLS (before 1.2), which is not safe',
  ],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/,
    'does not speak TLS on this port – is it http rather than https?',
  ],
  [/ERR_SSL|ERR_TLS|EPROTO/, 'cannot agree on encryption with this program'],
]

/** First bytes of a server that speaks HTTP/2 unasked: a SETTINGS frame (RFC 9113, 6.5). */
const SETTINGS = /^\0[\0-\xff]{2}\x04[\0\x01]\0\0\0\0/

/** A failure as a value. @param what the reason in words for a person, as a predicate: "did not answer in time (ETIMEDOUT)" */
export function failed(
  reason: FetchFailure,
  what: string,
  status: number | null = null,
  timing: Timing | null = null,
): Failed {
  return { kind: 'failed', reason, what, status, timing }
}

/** Says why no answer came, in words that reveal nothing of the request. */
export function failureOfError(error: Error): Failed {
  if (error instanceof Refused) return failed('refused', error.message)
  if (error instanceof Ended) {
    if (error.why === 'too-large') return failed('too-large', 'sent more than the limit')
    return failed(error.why, error.why === 'deadline' ? 'did not finish in time' : 'was stopped')
  }
  const proxied = /^Proxy response \((\d+)\)/.exec(error.message)?.[1]
  if (proxied !== undefined)
    return failed('connection', `was not reached: the proxy answered ${proxied}${LOGIN[proxied] ?? ''}`)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'EAI_AGAIN') return failed('lookup', `its host name could not be looked up now (${code})`)
  if (code === 'ENOTFOUND' || code === 'ENODATA')
    return failed('name-not-found', `its host name was not found (${code})`)
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return failed('deadline', `did not answer in time (${code})`)
  if (CERTIFICATE.test(code)) return failed('certificate', `has no valid certificate (${code})`)
  // An EPROTO has its cause only in the message.
  const cause = `${code} ${error.message}`.toUpperCase().replace(/[^A-Z0-9_]+/g, '_')
  const tls = /^(?:ERR_SSL|ERR_TLS|EPROTO)/.test(code) ? TLS.find(([pattern]) => pattern.test(cause)) : undefined
  if (tls !== undefined) return failed('tls', `${tls[1]} (${code})`)
  if (error.name === 'HTTPParserError' && SETTINGS.test(Buffer.from(dataOf(error)).toString('latin1')))
    return failed('protocol', 'speaks only HTTP/2, which this program does not')
  if (error.name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'UND_ERR_INVALID_ARG')
    return failed('protocol', `did not speak valid HTTP (${code || error.name})`)
  return failed('connection', `ended the connection (${code || error.name})`)
}

/** Says what a status means whose body is not read. */
export function failureOfStatus(status: number, headers: Headers, timing: Timing): Failed {
  if (status === 407)
    return failed('connection', `was not reached: the proxy answered 407${LOGIN[407]}`, status, timing)
  const cloudflare =
    headers.get('cf-mitigated') === 'challenge'
      ? ', a Cloudflare challenge for browsers'
      : status >= 400 && headers.get('server') === 'cloudflare'
        ? ' from Cloudflare'
        : ''
  return failed(reasonOf(status), `answered ${status}${cloudflare}`, status, timing)
}

function reasonOf(status: number): FetchFailure {
  if (status === 404) return 'not-found'
  if (status === 410) return 'gone'
  if (status === 401 || status === 403 || status === 451) return 'forbidden'
  if (status === 429) return 'too-many-requests'
  return status >= 500 ? 'server-error' : 'other-status'
}

/** The headers from which the next poll is planned. */
export function timingOf(headers: Headers): Timing {
  return {
    date: headers.get('date') ?? null,
    age: headers.get('age') ?? null,
    cacheControl: headers.get('cache-control') ?? null,
    expires: headers.get('expires') ?? null,
    retryAfter: headers.get('retry-after') ?? null,
  }
}

/** The bytes at which the HTTP parser failed; '' if it gives none. */
function dataOf(error: Error): string {
  return 'data' in error && typeof error.data === 'string' ? error.data : ''
}
