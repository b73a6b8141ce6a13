import ipaddr from 'ipaddr.js'

const NAT64 = ipaddr.parseCIDR('64:ff9b::/96')

/** Names of hosts in a private network: without a dot, or as in RFC 6762 (appendix G), RFC 8375 and RFC 6761. */
export const INSIDE = /^[^.]+$|\.(?:intranet|internal|private|corp|home|lan|local|localhost|home\.arpa)$/

/** Public addresses that answer only inside a cloud: Azure's wire server. (169.254.169.254 and the like are link-local.) */
const CLOUD = new Set(['168.63.129.16'])

/** Why an IP address must not be connected to; null: it is public. */
export function addressRefusal(address: string): string | null {
  if (!ipaddr.isValid(address)) return `${address} is no address`
  const parsed = ipaddr.parse(address)
  const range = parsed.range()
  // NAT64 (RFC 6052, 2.1) embeds an IPv4 address, which is what is really connected to.
  if (parsed.kind() === 'ipv6' && parsed.match(NAT64)) return addressRefusal(parsed.toByteArray().slice(12).join('.'))
  const global = parsed.kind() === 'ipv4' || isGlobalUnicast(parsed.toByteArray())
  if (range === 'unicast' && global && !CLOUD.has(parsed.toString())) return null
  return `${address} is not public (${range === 'unicast' ? 'reserved' : range}) – name its host under fetch.allowHosts in settings.yaml if it is yours`
}

/**
 * 2000::/3 is all of IPv6 that is routed; in it, ISATAP addresses, which embed an IPv4 address, are refused: their interface identifier
 * begins with 0000:5efe, with the "u" and "g" bits either way (RFC 5214, 6.1).
 */
function isGlobalUnicast(bytes: readonly number[]): boolean {
  const address = Buffer.from(bytes)
  const isatap = (address.readUInt32BE(8) & 0xfcffffff) === 0x5efe
  return (address.readUInt8(0) & 0xe0) === 0x20 && !isatap
}

/** A host as URL writes it, without brackets and without the dot of the root. */
export function bareHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

/** A host that may be connected to whatever its address. */
export interface Allowed {
  readonly host: string
  /** null: any. */
  readonly port: number | null
}

/** A host as people write it in settings: IDN as punycode, 127.1 as 127.0.0.1, [::1] as ::1, with or without a port. */
export function readAllowed(entry: string): Allowed {
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry.trim()) ?? ['', entry.trim()]
  const inUrl = `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}/`
  return {
    host: URL.canParse(inUrl) ? bareHost(new URL(inUrl).hostname) : bareHost(name),
    port: port === undefined ? null : Number(port),
  }
}

/** The port of an http(s) address, explicit or default. */
export function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80))
}

/**
 * Whether a URL is refused from its text alone: its host is private and not allowed. What a name
 * resolves to is checked only when it is looked up.
 */
export function isPrivate(url: URL, allowHosts: readonly string[]): boolean {
  const host = bareHost(url.hostname)
  if (allowHosts.map(readAllowed).some(one => one.host === host && (one.port === null || one.port === portOf(url))))
    return false
  return ipaddr.isValid(host) ? addressRefusal(host) !== null : INSIDE.test(host)
}
