/** Cookies per host, and characters in one: more than a publisher needs to let a reader through. */
const MOST = 20
const LONGEST = 4096
/** A name and value that may be sent back (RFC 6265, 4.1.1, widened to what servers really send). */
const FIT = /^[\x21-\x3a\x3c-\x7e]+=[\x20-\x3a\x3c-\x7e]*$/

/** Cookies set during one fetch's redirects: sent back only to the host that set them, and forgotten after the fetch. */
export class Cookies {
  readonly #hosts = new Map<string, Map<string, { readonly pair: string; readonly secure: boolean }>>()

  /**
   * Takes the cookies of an answer.
   * @param header all Set-Cookie headers, one per line; null: none
   */
  learn(url: URL, header: string | null): void {
    for (const line of header?.split('\n') ?? []) {
      const [pair = '', ...attributes] = line.split(';').map(part => part.trim())
      const name = pair.split('=')[0] ?? ''
      const jar = this.#hosts.get(url.hostname) ?? new Map()
      if (attributes.some(isPast)) jar.delete(name)
      else if (FIT.test(pair) && pair.length <= LONGEST && (jar.size < MOST || jar.has(name)))
        jar.set(name, { pair, secure: attributes.some(one => /^secure$/i.test(one)) })
      this.#hosts.set(url.hostname, jar)
    }
  }

  /** The Cookie header for an address; '': none. */
  for(url: URL): string {
    const jar = [...(this.#hosts.get(url.hostname)?.values() ?? [])]
    return jar
      .filter(({ secure }) => !secure || url.protocol === 'https:')
      .map(({ pair }) => pair)
      .join('; ')
  }
}

function isPast(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=')
  if (/^max-age$/i.test(name.trim())) return Number(value) <= 0
  return /^expires$/i.test(name.trim()) && /\b(?:19\d\d|200\d)\b/.test(value)
}
