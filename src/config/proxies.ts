/** A proxy that is asked for others. `authorization` is a secret. */
export interface ProxyServer {
  /** Scheme, host and port. */
  readonly origin: string
  /** Value of Proxy-Authorization; null: it asks for none. */
  readonly authorization: string | null
}

/** Which proxy is asked for what. */
export interface Proxies {
  /** For http: addresses; null: they are asked directly. */
  readonly http: ProxyServer | null
  /** For https: addresses. */
  readonly https: ProxyServer | null
  /** Hosts that are asked directly: names (with all below them), addresses, ranges such as 10.0.0.0/8, each with a port if it is for that alone; * for all. */
  readonly direct: readonly string[]
}

/**
 * Reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY, small letters before large, as curl and most programs do.
 * @returns problems where one of them is no proxy's address; they never say what a value is
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
      problems.push(`${name} is no address of an http proxy – ${todo}`)
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
