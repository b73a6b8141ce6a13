import { BadAddress } from '../store.ts'

/** Where a store stands: its address without our own parameter, its prefix, and a form without credentials for logs. */
export interface Address {
  readonly url: string
  readonly prefix: string
  readonly where: string
  /** What of the address must stand in no message: user, password, and the values of its query, as written and decoded. */
  readonly secrets: readonly string[]
}

const ENCODE =
  'STATE_URL: what stands between // and the host must be percent-encoded (@ is %40, / is %2F, # is %23, ? is %3F, % is %25)'

/**
 * Reads STATE_URL of a store that is reached over the network.
 * @throws BadAddress where it cannot be one; no message repeats any of it
 */
export function address(text: string): Address {
  const [, before = '', rest = ''] = /^([a-z]+:\/\/)(.*)$/is.exec(text) ?? []
  if (before === '') throw new BadAddress('STATE_URL is not an address – such as redis://127.0.0.1:6379/0')
  // The last @ is where the host begins; whatever ends a user's part before it would make a piece of the password the host.
  const login = rest.slice(0, Math.max(0, rest.lastIndexOf('@')))
  if (/[@/?#\s\\[\]]/.test(login) || decoded(login) === null) throw new BadAddress(ENCODE)
  if (!URL.canParse(text))
    throw new BadAddress(login === '' ? 'STATE_URL is not an address' : `${ENCODE}; then comes HOST:PORT`)
  const url = new URL(text)
  if (/^rediss?:$/.test(url.protocol) && !/^\/?\d*$/.test(url.pathname))
    throw new BadAddress('STATE_URL: behind the host of a Redis stands the number of its database, such as /0')
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

/** null: a % in it stands for no character. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
