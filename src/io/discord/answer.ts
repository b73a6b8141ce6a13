import type { Picture, SendOutcome } from './sender.ts'

/** Text of an answer that may stand in a log or in the state, in UTF-16 units. */
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
/** A certificate is looked at before anything is sent: proxies that read what goes through them bring one of their own. */
const CERTIFICATE = /^CERT_|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_CERT/

/** Discord's words on an error, one line, without the secret should they repeat it. */
export function tell(text: unknown, secret: string): string {
  if (typeof text !== 'string') return ''
  return text.replaceAll(secret, '…').replace(/\s+/g, ' ').slice(0, WHY)
}

/** What Discord says of a message's form: the places it names, since "Invalid Form Body" alone helps nobody. */
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

/** A success is an answer that carries the message's id; a page of HTML with status 200 is not (seen from proxies). */
export function successOf(body: unknown, channelId: string): SendOutcome {
  if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string' && body.id !== '') {
    const where = 'channel_id' in body && typeof body.channel_id === 'string' ? body.channel_id : channelId
    return { kind: 'sent', messageId: body.id, channelId: where }
  }
  return { kind: 'uncertain', why: 'the answer carries no message id' }
}

/** The server that a channel's or a webhook's object names; null: none. */
export function guildIn(body: unknown): string | null {
  const id = typeof body === 'object' && body !== null && 'guild_id' in body ? body.guild_id : null
  return typeof id === 'string' && /^\d{1,20}$/.test(id) ? id : null
}

/** What a failed connection means. Only the error's code is told: its other fields carry addresses and bodies. */
export function connectionFailed(error: unknown): SendOutcome {
  const code = codeOf(error)
  const proxied = refusedByProxy(error)
  if (proxied !== null || NEVER_CONNECTED.has(code) || CERTIFICATE.test(code)) {
    const why = `Discord cannot be reached (${proxied === null ? code : `the proxy answered ${proxied}`})`
    return { kind: 'retry', afterMs: null, scope: 'channel', status: null, why }
  }
  return { kind: 'uncertain', why: `the connection broke before the answer came (${code})` }
}

/** The status with which a proxy opened no way to Discord, by undici 7's words; null: it is something else. */
function refusedByProxy(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const [, status] = /^Proxy response \((\d+)\)/.exec(at.message) ?? []
    if (status !== undefined) return status
  }
  return null
}

/** The system's or undici's code of an error, or its name; looked for in its causes as well. */
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
