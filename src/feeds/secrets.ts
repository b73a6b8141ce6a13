import { idOf } from '../text/id.ts'
import { remember } from '../text/remember.ts'
import type { Feed } from './feed.ts'

/** Names under which addresses and headers carry credentials. */
const SECRET_NAME =
  /(?:key|token|sig|signature|auth|authorization|cookie|pass|passwd|password|pwd|secret|credentials?|hmac|jwt|bearer|sid|sess(?:ion)?(?:id)?)$/i
/** Values worth searching for in texts: shorter ones, and short words, occur in any text by chance. */
const TELLING = /^(?=.*\d).{8,}$|^.{12,}$/s

/** The parts of a feed's entry in feeds.yaml that may hold secrets. */
export type Secretive = Pick<Feed, 'url' | 'headers' | 'secret'>

/** The secrets that a feed's entry in feeds.yaml holds, as they may appear in texts: values of its address and of its headers. */
export const secretsOf = remember((feed: Secretive): readonly string[] => {
  const values = [
    ...parts(feed.url)
      .filter(part => isSecret(part, feed))
      .map(part => part.value),
  ]
  if (feed.secret === true)
    values.push(
      behindHost(feed.url),
      ...(URL.parse(feed.url)?.pathname.split('/') ?? []).filter(step => step.length >= 12),
    )
  for (const [name, value] of Object.entries(feed.headers))
    if (SECRET_NAME.test(name)) values.push(value, value.replace(/^\S+\s+/, ''))
  const forms = values.flatMap(value => [value, decoded(value)])
  return [...new Set(forms)].filter(value => TELLING.test(value)).sort((a, b) => b.length - a.length)
})

/** Whether the feed's own address has a secret part, however short. */
export function carriesSecret(feed: Secretive): boolean {
  return parts(feed.url).some(part => isSecret(part, feed))
}

/** An entry's link without the feed's own secrets; null: nothing useful is left. */
export function linkWithoutSecrets(link: string, feed: Secretive): string | null {
  const own = parts(feed.url).filter(part => isSecret(part, feed))
  const hidden = withParts(link, part =>
    own.some(one => one.name === part.name && one.value === part.value) ? '…' : part.value,
  )
  const left = redacted(hidden, secretsOf(feed))
    .replace(/[?&][^?&=#]*=…(?=&|#|$)/g, '')
    .replace(/^([^?#&]*)&/, '$1?')
  return left.includes('…') ? null : left
}

/** A text with each secret replaced by "…". */
export function redacted(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
}

/**
 * An address as stored: secrets are in feeds.yaml only, and here as "…" with a ten-bit hash, enough to notice
 * a change and too little to recover the value.
 */
export function concealed(address: string, feed: Secretive): string {
  if (feed.secret === true) {
    const url = URL.parse(address)
    return url === null ? '…' : `${url.origin}/…${markOf(behindHost(address))}`
  }
  return withParts(address, part => (isSecret(part, feed) && part.value !== '' ? `…${markOf(part.value)}` : part.value))
}

/** Undoes `concealed` with the feed's own secrets; null: the address held another secret, which is not kept anywhere. */
export function revealed(address: string, feed: Secretive): string | null {
  if (!address.includes('…')) return address
  if (feed.secret === true) {
    const [, origin = '', mark] = /^(https?:\/\/[^/]+)\/…(\w*)$/.exec(address) ?? []
    return mark === markOf(behindHost(feed.url)) ? `${origin}${behindHost(feed.url)}` : null
  }
  const own = parts(feed.url).filter(part => isSecret(part, feed))
  const known = withParts(address, ({ name, value }) => {
    const same = own.filter(one => value === `…${markOf(one.value)}`)
    return (same.find(one => one.name === name) ?? same[0])?.value ?? value
  })
  return known.includes('…') ? null : known
}

interface Part {
  readonly name: string
  /** As in the address, not decoded. */
  readonly value: string
}

function isSecret({ name }: Part, feed: Pick<Feed, 'secret'>): boolean {
  return feed.secret === true || SECRET_NAME.test(decoded(name))
}

/** The parts of an address's query, not decoded. */
function parts(address: string): readonly Part[] {
  const found: Part[] = []
  withParts(address, part => {
    found.push(part)
    return part.value
  })
  return found
}

/** The address with the value of each part of its query replaced. */
function withParts(address: string, value: (part: Part) => string): string {
  const start = address.indexOf('?')
  if (start < 0) return address
  const hash = address.indexOf('#', start)
  const [query, rest] =
    hash < 0 ? [address.slice(start + 1), ''] : [address.slice(start + 1, hash), address.slice(hash)]
  const replaced = query.split('&').map(part => {
    const equals = part.indexOf('=')
    return equals < 0
      ? part
      : `${part.slice(0, equals)}=${value({ name: part.slice(0, equals), value: part.slice(equals + 1) })}`
  })
  return `${address.slice(0, start)}?${replaced.join('&')}${rest}`
}

/** Path and query. */
function behindHost(address: string): string {
  const url = URL.parse(address)
  return url === null ? '' : `${url.pathname}${url.search}`
}

function markOf(value: string): string {
  return idOf([value], 2)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
