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

const NAT64 = ipaddr.parseCIDR('64:ff9b::/96')

/** How long a look-up may take for who is asked through a proxy: the network may have no look-up of its own. */
const ADMIT_MS = 3000

/** Names that stand for hosts of a network's own: no dot, and RFC 6762, appendix G, RFC 8375 and RFC 6761. */
const INSIDE = /^[^.]+$|\.(?:intranet|internal|private|corp|home|lan|local|localhost|home\.arpa)$/

/** Public addresses that answer only inside a cloud: Azure's wire server. 169.254.169.254 and its like are link-local. */
const CLOUD = new Set(['168.63.129.16'])

/**
 * Decides which addresses may be asked. Loopback, private, link-local, carrier, multicast, reserved, mapped, translated and tunnelled
 * addresses are refused as literals, at every look-up and at every redirect, except for hosts that the operator allows by name.
 */
export class Guard {
  readonly #allowed: readonly Allowed[]
  readonly #lookup: LookupAll

  /** @param allowHosts host names or literals, with a port or for all ports */
  constructor(allowHosts: readonly string[], lookup: LookupAll = lookupAll) {
    this.#allowed = allowHosts.map(readAllowed)
    this.#lookup = lookup
  }

  /** Whether the operator allows a host at a port, whatever its address. */
  allows(host: string, port: number): boolean {
    return this.#allowed.some(one => one.host === bare(host) && (one.port === null || one.port === port))
  }

  /** Why an address must not be asked, before anything is looked up; null: it may be, as far as its text tells. */
  refusal(url: URL): string | null {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return `${url.protocol} is not http or https`
    if (url.username !== '' || url.password !== '')
      return 'it carries a name or password – put them into the feed’s headers'
    const host = bare(url.hostname)
    if (this.allows(host, portOf(url))) return null
    const port = Number(url.port || 0)
    if (port !== 0 && port !== 80 && port !== 443 && (port < 1024 || BAD_PORTS.has(port)))
      return `port ${port} is not one of the web’s – 80, 443 or above 1023`
    return ipaddr.isValid(host) ? addressRefusal(host) : null
  }

  /** A look-up for sockets to any port of the allowed hosts. */
  readonly lookup: LookupFunction = this.lookupFor(null)

  /**
   * A look-up for sockets to a port that answers only with addresses that may be asked: what was checked is what is connected to.
   * @param port null: any
   */
  lookupFor(port: number | null): LookupFunction {
    return (host, options, done) => this.#look(host, port, options, done)
  }

  /**
   * Decides for who looks hosts up by itself, such as a proxy: every address must be one that may be asked. A name that is not known here
   * is the proxy's to look up, unless it can only be a name of the network behind it.
   * @returns why not; null: it may be asked
   */
  async admit(url: URL): Promise<Refused | null> {
    const text = this.refusal(url)
    if (text !== null) return new Refused(text)
    const host = bare(url.hostname)
    if (ipaddr.isValid(host) || this.allows(host, portOf(url))) return null
    const addresses = await new Promise<readonly LookupAddress[] | null>(resolve => {
      setTimeout(() => resolve(null), ADMIT_MS).unref()
      this.#lookup(host, {}, (error, found) => resolve(error === null ? found : null))
    })
    if (addresses === null) return INSIDE.test(host) ? new Refused(`${host} is a name of a private network`) : null
    const refused = addresses.map(one => addressRefusal(one.address)).find(why => why !== null)
    return refused === undefined ? null : new Refused(`${host}: ${refused}`)
  }

  #look(host: string, port: number | null, options: LookupOptions, done: Parameters<LookupFunction>[2]): void {
    this.#lookup(host, { family: options.family, hints: options.hints }, (error, addresses) => {
      if (error !== null) return done(error, '')
      const fit = (port === null ? this.#allowed.some(one => one.host === bare(host)) : this.allows(host, port))
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
  // NAT64 (RFC 6052, 2.1): the way of a network without IPv4 to an IPv4 address, which is what is asked.
  if (parsed.kind() === 'ipv6' && parsed.match(NAT64)) return addressRefusal(parsed.toByteArray().slice(12).join('.'))
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

interface Allowed {
  readonly host: string
  /** null: any. */
  readonly port: number | null
}

/** A host as people write it in settings: IDN as punycode, 127.1 as 127.0.0.1, [::1] as ::1, with or without a port behind it. */
function readAllowed(entry: string): Allowed {
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry.trim()) ?? ['', entry.trim()]
  const inUrl = `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}/`
  return {
    host: URL.canParse(inUrl) ? bare(new URL(inUrl).hostname) : bare(name),
    port: port === undefined ? null : Number(port),
  }
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80))
}

/**
 * What an operator's list of allowed hosts holds for one feed and what it leads to: all of it where the feed itself is on a host of the
 * list, each host at the port that the list or the feed names; nothing for any other feed, whose publisher could send us to a private network.
 * @param home the feed's configured address; null: an address that the operator gives, for which the list holds as it stands
 */
export function allowedFor(home: string | null, allowHosts: readonly string[]): readonly string[] {
  if (home === null) return allowHosts
  const url = URL.parse(home)
  if (url === null || !new Guard(allowHosts).allows(url.hostname, portOf(url))) return []
  return allowHosts
    .map(readAllowed)
    .map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port ?? portOf(url)}`)
}
