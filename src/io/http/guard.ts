import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Answers all addresses of a host name, as dns.lookup does with `all`. */
export type LookupAll = (
  host: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void

export const lookupAll: LookupAll = (host, options, done) => systemLookup(host, { ...options, all: true }, done)

/** An address that must not be asked: the guard's no, as the error that a connection fails with. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Ports above 1023 that other protocols listen on, from the Fetch standard's list of bad ports (https://fetch.spec.whatwg.org/#port-blocking). */
const BAD_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Public addresses that answer only inside a cloud: Azure's wire server. 169.254.169.254 and its like are link-local. */
const CLOUD = new Set(['168.63.129.16'])

/**
 * Decides which addresses may be asked. Loopback, private, link-local, carrier, multicast, reserved, mapped, translated and tunnelled
 * addresses are refused as literals, at every look-up and at every redirect, except for hosts that the operator allows by name.
 */
export class Guard {
  readonly #allowed: ReadonlySet<string>
  readonly #lookup: LookupAll

  /** @param allowHosts host names or literals, as in `settings.yaml` */
  constructor(allowHosts: readonly string[], lookup: LookupAll = lookupAll) {
    this.#allowed = new Set(allowHosts.map(normalHost))
    this.#lookup = lookup
  }

  /** Why an address must not be asked, before anything is looked up; null: it may be, as far as its text tells. */
  refusal(url: URL): string | null {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return `${url.protocol} is not http or https`
    if (url.username !== '' || url.password !== '')
      return 'it carries a name or password – put them into the feed’s headers'
    const host = bare(url.hostname)
    if (this.#allowed.has(host)) return null
    const port = Number(url.port || 0)
    if (port !== 0 && port !== 80 && port !== 443 && (port < 1024 || BAD_PORTS.has(port)))
      return `port ${port} is not one of the web’s – 80, 443 or above 1023`
    return ipaddr.isValid(host) ? addressRefusal(host) : null
  }

  /** A look-up for sockets that answers only with addresses that may be asked: what was checked is what is connected to. */
  readonly lookup: LookupFunction = (host, options, done) => {
    this.#lookup(host, { family: options.family, hints: options.hints }, (error, addresses) => {
      if (error !== null) return done(error, '')
      const fit = this.#allowed.has(bare(host))
        ? addresses
        : addresses.filter(one => addressRefusal(one.address) === null)
      const [first] = fit
      if (first === undefined) {
        const [refused] = addresses
        const why = refused === undefined ? 'it has no address' : addressRefusal(refused.address)
        return done(new Refused(`${host}: ${why}`), '')
      }
      if (options.all) done(null, [...fit])
      else done(null, first.address, first.family)
    })
  }
}

/** Why an IP address must not be connected to; null: it is a public one. */
export function addressRefusal(address: string): string | null {
  if (!ipaddr.isValid(address)) return `${address} is no address`
  const parsed = ipaddr.parse(address)
  const range = parsed.range()
  const global = parsed.kind() === 'ipv4' || isGlobalUnicast(parsed.toByteArray())
  if (range === 'unicast' && global && !CLOUD.has(parsed.toString())) return null
  return `${address} is not public (${range === 'unicast' ? 'reserved' : range}) – name its host under fetch.allowHosts in settings.yaml if it is yours`
}

/**
 * 2000::/3 is all of IPv6 that is routed; in it, addresses that hold an IPv4 address for ISATAP are refused: their interface identifier
 * begins with 0000:5efe, where two bits may be set that say whether it is unique and of a group (RFC 5214, 6.1).
 */
function isGlobalUnicast(bytes: readonly number[]): boolean {
  const address = Buffer.from(bytes)
  const isatap = (address.readUInt32BE(8) & 0xfcffffff) === 0x5efe
  return (address.readUInt8(0) & 0xe0) === 0x20 && !isatap
}

/** A host as URL writes it, without brackets and without the dot of the root. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

/** A host as people write it in settings: IDN as punycode, 127.1 as 127.0.0.1, [::1] as ::1. */
function normalHost(host: string): string {
  const text = host.trim()
  const inUrl = `http://${text.includes(':') && !text.startsWith('[') ? `[${text}]` : text}/`
  return URL.canParse(inUrl) ? bare(new URL(inUrl).hostname) : bare(text)
}
