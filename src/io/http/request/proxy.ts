import ipaddr from 'ipaddr.js'
import type * as undici from 'undici'
import type { Proxies, ProxyServer } from '../../../config/proxies.ts'
import { Agent, Dispatcher, Pool, ProxyAgent } from './undici.ts'

const CONNECT_MS = 10_000

/** The dispatcher for hosts that the operator trusts, such as Discord: direct, or through the configured proxy. */
export function trustedRoutes(proxies: Proxies): undici.Dispatcher {
  if (proxies.http === null && proxies.https === null) return new Agent()
  return new Routes({ proxies, direct: new Agent(), admit: async () => null })
}

/** The proxy for an address; null: none. */
export function proxyFor(url: URL, proxies: Proxies): ProxyServer | null {
  const proxy = url.protocol === 'https:' ? proxies.https : proxies.http
  return proxy === null || proxies.direct.some(one => covers(one, url)) ? null : proxy
}

/** Whether an entry of NO_PROXY covers an address: read as curl does, and with ports as many programs do. */
function covers(entry: string, url: URL): boolean {
  if (entry === '*') return true
  const [, name = entry, port = ''] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry) ?? []
  if (port !== '' && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false
  const host = bare(url.hostname)
  const wanted = bare(name.replace(/^\*?\./, ''))
  if (ipaddr.isValid(host)) return isIn(host, wanted)
  return host === wanted || host.endsWith(`.${wanted}`)
}

function isIn(host: string, wanted: string): boolean {
  const address = ipaddr.parse(host)
  if (ipaddr.isValidCIDR(wanted)) {
    const [range, bits] = ipaddr.parseCIDR(wanted)
    return range.kind() === address.kind() && address.match(range, bits)
  }
  return ipaddr.isValid(wanted) && ipaddr.parse(wanted).toNormalizedString() === address.toNormalizedString()
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

export interface RouteOptions {
  readonly proxies: Proxies
  /** Sends the requests that use no proxy. */
  readonly direct: undici.Dispatcher
  /** Checks an address before a proxy is asked, which looks up hosts itself, out of the guard's reach. @returns why not; null: permitted */
  admit(url: URL): Promise<Error | null>
  /** Limits of connections to and through proxies. */
  readonly limits?: undici.Agent.Options
}

/** Sends each request directly or through its proxy. A proxy's credentials go to that proxy and nowhere else. */
export class Routes extends Dispatcher {
  readonly #options: RouteOptions
  /** Connections to proxies for http: addresses, which take requests in absolute form (RFC 9112, 3.2.2). */
  readonly #plain: undici.Agent
  /** Tunnels for https: addresses, by proxy. */
  readonly #tunnels = new Map<string, undici.ProxyAgent>()

  constructor(options: RouteOptions) {
    super()
    this.#options = options
    // One agent for all hosts behind a proxy: the limit of a single connection is for the hosts themselves.
    this.#plain = new Agent({ ...options.limits, connections: 8, connect: { timeout: CONNECT_MS } })
  }

  override dispatch(options: undici.Dispatcher.DispatchOptions, handler: undici.Dispatcher.DispatchHandler): boolean {
    const url = new URL(String(options.origin))
    const proxy = proxyFor(url, this.#options.proxies)
    if (proxy === null) return this.#options.direct.dispatch(options, handler)
    void this.#options.admit(url).then(why => {
      try {
        if (why !== null) return fail(handler, why)
        if (url.protocol === 'https:') this.#tunnel(proxy).dispatch(options, handler)
        else this.#plain.dispatch(whole(options, url, proxy), handler)
      } catch (error) {
        fail(handler, error instanceof Error ? error : new Error('not an Error'))
      }
    })
    return true
  }

  override async close(): Promise<void> {
    await Promise.all([
      this.#options.direct.close(),
      this.#plain.close(),
      ...[...this.#tunnels.values()].map(one => one.close()),
    ])
  }

  override async destroy(): Promise<void> {
    await Promise.all([
      this.#options.direct.destroy(),
      this.#plain.destroy(),
      ...[...this.#tunnels.values()].map(one => one.destroy()),
    ])
  }

  #tunnel(proxy: ProxyServer): undici.ProxyAgent {
    const known = this.#tunnels.get(proxy.origin)
    if (known !== undefined) return known
    const { limits } = this.#options
    const made = new ProxyAgent({
      ...limits,
      uri: proxy.origin,
      ...(proxy.authorization === null ? {} : { token: proxy.authorization }),
      // A proxy that accepts a connection and stays silent must not block the host behind it.
      clientFactory: (origin, pool) => new Pool(origin, { ...pool, headersTimeout: CONNECT_MS }),
      proxyTls: { timeout: CONNECT_MS },
      requestTls: { timeout: CONNECT_MS },
    })
    this.#tunnels.set(proxy.origin, made)
    return made
  }
}

/** The request as a proxy takes it: in absolute form, with the proxy's credentials. */
function whole(
  options: undici.Dispatcher.DispatchOptions,
  url: URL,
  proxy: ProxyServer,
): undici.Dispatcher.DispatchOptions {
  const own = proxy.authorization === null ? [] : ['proxy-authorization', proxy.authorization]
  const headers = [...listed(options.headers), ...own]
  if (!headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')) headers.push('host', url.host)
  return { ...options, origin: proxy.origin, path: `${url.origin}${options.path}`, headers }
}

/** Headers as one flat list: name, value, name, value. */
function listed(headers: undici.Dispatcher.DispatchOptions['headers']): string[] {
  if (headers === null || headers === undefined) return []
  if (Array.isArray(headers)) return headers.map(String)
  const pairs = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
  return pairs.flatMap(([name, value]) => {
    const values = Array.isArray(value) ? value : [value]
    return values.flatMap(one => (one === undefined ? [] : [String(name), String(one)]))
  })
}

/** Reports an error to a handler of either undici API. */
function fail(handler: undici.Dispatcher.DispatchHandler, error: Error): void {
  handler.onError?.(error)
}
