import type { Picture, SendOutcome } from './sender.ts'

/** Longest text of an answer that a log or the state may hold, in UTF-16 units. */
const WHY = 200

/** Failures of a connection that was never made: the request cannot have arrived. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])
/** A certificate is checked before anything is sent, so nothing has arrived. Proxies that inspect traffic present their own. */
const CERTIFICATE = /^CERT_|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_CERT/

/** Discord's error text on one line, at most 200 UTF-16 units, with the secret masked in case Discord repeats it; '' for anything but text. */
export function tell(text: unknown, secret: string): string {
  if (typeof text !== 'string') return ''
  return text.replaceAll(secret, '…').replace(/\s+/g, ' ').slice(0, WHY)
}

/** The fields that Discord objects to, three at most, each with its code: "Invalid Form Body" alone helps nobody. */
export function tellErrors(errors: unknown): string {
  const places: string[] = []
  const visit = (value: unknown, path: string) => {
    if (typeof value !== 'object' || value === null || places.length >= 3) return
    for (const [name, inner] of Object.entries(value)) {
      if (name === '_errors' && Array.isArray(inner)) places.push(`${path} ${String(inner[0]?.code ?? '')}`.trim())
      else visit(inner, path === '' ? name : `${path}.${name}`)
    }
  }
  visit(errors, '')
  return places.join(', ')
}

/** Only an answer with the message's id is a success; proxies have been seen to send an HTML page with status 200. */
export function successOf(body: unknown, channelId: string): SendOutcome {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' && body.id !== '') {
    const where = 'channel_id' in body && typeof body.channel_id === 'string' ? body.channel_id : channelId
    return { kind: 'sent', messageId: body.id, channelId: where }
  }
  return { kind: 'uncertain', why: 'the answer carries no message id' }
}

/** The id of the server that a channel or webhook object names; null: it names none. */
export function guildIn(body: unknown): string | null {
  const id = typeof body === 'object' && body !== null && 'guild_id' in body ? body.guild_id : null
  return typeof id === 'string' && /^\d{1,20}$/.test(id) ? id : null
}

/** What a failed connection means. Only the error's code is reported: its other fields hold addresses and bodies. */
export function connectionFailed(error: unknown): SendOutcome {
  const code = codeOf(error)
  const proxied = refusedByProxy(error)
  if (proxied !== null || NEVER_CONNECTED.has(code) || CERTIFICATE.test(code)) {
    const why = `Discord cannot be reached (${proxied === null ? code : `the proxy answered ${proxied}`})`
    return { kind: 'retry', afterMs: null, scope: 'channel', status: null, why }
  }
  return { kind: 'uncertain', why: `the connection broke before the answer came (${code})` }
}

/** The status with which a proxy refused the tunnel to Discord, read from undici 7's message; null: another error. */
function refusedByProxy(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const [, status] = /^Proxy response \((\d+)\)/.exec(at.message) ?? []
    if (status !== undefined) return status
  }
  return null
}

/** The code that the system or undici gave an error or one of its causes; without one, the error's name. */
export function codeOf(error: unknown): string {
  let name = 'unknown'
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code
    if (depth === 0) name = at.name
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0])
  }
  return name
}

/** The part of a message's body that names its picture. */
export function attached(picture: Picture | undefined) {
  return picture === undefined
    ? {}
    : { attachments: [{ id: '0', filename: picture.name, description: picture.description }] }
}
