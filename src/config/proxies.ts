/** A proxy. `authorization` is a secret. */
export interface ProxyServer {
  /** Scheme, host and port. */
  readonly origin: string
  /** Value of Proxy-Authorization; null: none. */
  readonly authorization: string | null
}

/** Which requests go through which proxy. */
export interface Proxies {
  /** For http: addresses; null: direct. */
  readonly http: ProxyServer | null
  /** For https: addresses; null: direct. */
  readonly https: ProxyServer | null
  /** Hosts without a proxy: names (subdomains included), addresses, ranges such as 10.0.0.0/8, each optionally with a port; * for all. */
  readonly direct: readonly string[]
}

/**
 * Reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY; the lower-case names take precedence, as in curl and most programs.
 * @returns problems if one of them is no proxy's address; they never contain a value
 */
export function readProxies(
  env: Readonly<Record<string, string | undefined>>,
): Proxies | { readonly problems: readonly string[] } {
  const problems: string[] = []
  const read = (name: string): ProxyServer | null => {
    const text = either(env, name)
    if (text === '') return null
    const proxy = readProxy(text)
    if (proxy === null) {
      const todo =
        'write it as http://HOST:PORT, with USER:PASSWORD@ before the host if it asks for them, percent-encoded'
      problems.push(`${name} is not the address of an http proxy – ${todo}`)
    }
    return proxy
  }
  const [http, https] = [read('HTTP_PROXY'), read('HTTPS_PROXY')]
  if (problems.length > 0) return { problems }
  const direct = either(env, 'NO_PROXY')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(host => host !== '')
  return { http, https, direct }
}

function either(env: Readonly<Record<string, string | undefined>>, name: string): string {
  return (env[name.toLowerCase()] ?? env[name] ?? '').trim()
}

function readProxy(text: string): ProxyServer | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null
  if (url.username === '' && url.password === '') return { origin: url.origin, authorization: null }
  try {
    const login = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
    return {
      origin: url.origin,
      authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(login)))}`,
    }
  } catch {
    return null
  }
}
