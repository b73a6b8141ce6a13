import { BadAddress } from '../store.ts'

/** A store's address: without our own parameter, the prefix, and a form without credentials for logs. */
export interface Address {
  readonly url: string
  readonly prefix: string
  readonly where: string
  /** Parts that no message may contain: user, password and query values, as written and decoded. */
  readonly secrets: readonly string[]
}

const ENCODE =
  'STATE_URL: user and password, between // and the host, must be percent-encoded (@ is %40, / is %2F, # is %23, ? is %3F, % is %25)'

/**
 * Reads the STATE_URL of a store on the network.
 * @throws BadAddress if it is not valid; the message repeats none of it
 */
export function address(text: string): Address {
  const [, before = '', rest = ''] = /^([a-z]+:\/\/)(.*)$/is.exec(text) ?? []
  if (before === '') throw new BadAddress('STATE_URL is not an address – such as redis://127.0.0.1:6379/0')
  // The host begins after the last @. An unencoded delimiter before it would make part of the password the host.
  const login = rest.slice(0, Math.max(0, rest.lastIndexOf('@')))
  if (/[@/?#\s\\[\]]/.test(login) || decoded(login) === null) throw new BadAddress(ENCODE)
  if (!URL.canParse(text))
    throw new BadAddress(login === '' ? 'STATE_URL is not an address' : `${ENCODE}; then comes HOST:PORT`)
  const url = new URL(text)
  if (/^rediss?:$/.test(url.protocol) && !/^\/?\d*$/.test(url.pathname))
    throw new BadAddress('STATE_URL: after the host of a Redis comes the number of its database, such as /0')
  const prefix = url.searchParams.get('prefix') ?? 'backchannel'
  if (!/^[a-z][a-z0-9-]{0,40}$/i.test(prefix)) {
    throw new BadAddress('the prefix in STATE_URL may have letters, digits and hyphens, 41 at most')
  }
  url.searchParams.delete('prefix')
  const parts = [url.username, url.password, ...url.searchParams.values()]
  return {
    url: url.href,
    prefix,
    where: `${url.protocol}//${url.host}${url.pathname} (${prefix})`,
    secrets: parts.flatMap(part => [part, decoded(part) ?? part]).filter(part => part.length > 2),
  }
}

/** Percent-decodes; null: it is not valid. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
