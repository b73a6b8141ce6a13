import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { type Allowed, addressRefusal, bareHost, INSIDE, portOf, readAllowed } from '../../../feeds/private-host.ts'

/** Looks up all addresses of a host name, as dns.lookup does with `all`. */
export type LookupAll = (
  host: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void

export const lookupAll: LookupAll = (host, options, done) => systemLookup(host, { ...options, all: true }, done)

/** The guard's refusal of an address, as the error with which a connection fails. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** Ports above 1023 that other protocols listen on, from the Fetch standard's list of bad ports (https://fetch.spec.whatwg.org/#port-blocking). */
const BAD_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Longest look-up before a request through a proxy, in ms: the network may have no DNS of its own. */
const ADMIT_MS = 3000

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
    const bare = bareHost(host)
    return this.#allowed.some(one => one.host === bare && (one.port === null || one.port === port))
  }

  /** Why an address must not be asked, judged by its text alone; null: nothing in it forbids it. */
  refusal(url: URL): string | null {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return `${url.protocol} is not http or https`
    if (url.username !== '' || url.password !== '')
      return 'it carries a name or password – put them into the feed’s headers'
    const host = bareHost(url.hostname)
    if (this.allows(host, portOf(url))) return null
    const port = Number(url.port || 0)
    if (port !== 0 && port !== 80 && port !== 443 && (port < 1024 || BAD_PORTS.has(port)))
      return `port ${port} is not one of the web’s – 80, 443 or above 1023`
    return ipaddr.isValid(host) ? addressRefusal(host) : null
  }

  /** A look-up for sockets to any port of the allowed hosts. */
  readonly lookup: LookupFunction = this.lookupFor(null)

  /**
   * A look-up for sockets to a port that yields only permitted addresses: what was checked is what is connected to.
   * @param port null: any
   */
  lookupFor(port: number | null): LookupFunction {
    return (host, options, done) => this.#look(host, port, options, done)
  }

  /**
   * Checks a host that something else will look up, such as a proxy: all its addresses must be permitted. A name unknown here is left to the
   * proxy, unless it can only belong to a private network behind it.
   * @returns why not; null: it may be asked
   */
  async admit(url: URL): Promise<Refused | null> {
    const text = this.refusal(url)
    if (text !== null) return new Refused(text)
    const host = bareHost(url.hostname)
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
      const fit = (port === null ? this.#allowed.some(one => one.host === bareHost(host)) : this.allows(host, port))
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

/**
 * The allowed hosts that apply to one feed and its links: all of the operator's list if the feed itself is on one of them, each at the port
 * that the list or the feed names; none for any other feed, since its publisher could send us into a private network.
 * @param home the feed's configured address; null: the operator gave the address, and the list applies unchanged
 */
export function allowedFor(home: string | null, allowHosts: readonly string[]): readonly string[] {
  if (home === null) return allowHosts
  const url = URL.parse(home)
  if (url === null || !new Guard(allowHosts).allows(url.hostname, portOf(url))) return []
  return allowHosts
    .map(readAllowed)
    .map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port ?? portOf(url)}`)
}
