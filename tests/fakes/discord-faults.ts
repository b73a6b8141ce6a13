/** What the next request for a message meets instead of a plain answer. `accept-…`: the message is taken all the same. */
export type Fault =
  | { readonly kind: 'rate-limit'; readonly retryAfter: number | null; readonly global?: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** The page of a wall, a portal or a proxy before Discord. */
  | { readonly kind: 'page'; readonly status: number }
  /** JSON that ends in the middle. */
  | { readonly kind: 'broken'; readonly status: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'html' }
  /** A list in which nothing stands, whatever does. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'long' }
  | { readonly kind: 'accept-last'; readonly resetAfter: number }
  | { readonly kind: 'accept-status'; readonly status: number }
  | { readonly kind: 'accept-reset' }
  | { readonly kind: 'accept-timeout' }
  | { readonly kind: 'accept-html' }

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const HTML = '<!doctype html><title>Discord</title>'

/** Discord tells the places of a refused form as nested objects. */
export function nested(problems: readonly string[]): unknown {
  const errors: Record<string, unknown> = {}
  for (const problem of problems) {
    const [path = '', message = ''] = problem.split(': ')
    let at: Record<string, unknown> = errors
    for (const name of path.split('.')) {
      const inner = (at[name] ?? {}) as Record<string, unknown>
      at[name] = inner
      at = inner
    }
    at._errors = [{ code: 'BASE_TYPE_MAX_LENGTH', message }]
  }
  return errors
}

/** What a request that meets a fault is answered. */
export function faultAnswer(fault: Fault, plain?: Answer): Answer {
  if (fault.kind === 'rate-limit') {
    const { retryAfter, global = false } = fault
    const headers = {
      ...(retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
      ...(global ? { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' } : { 'x-ratelimit-scope': 'user' }),
    }
    const wait = retryAfter === null ? {} : { retry_after: retryAfter }
    return { status: 429, body: { message: 'You are being rate limited.', global, ...wait }, headers }
  }
  if (fault.kind === 'status') return { status: fault.status, body: error(fault.code ?? 0, fault.message ?? 'fault') }
  if (fault.kind === 'nothing') return { status: 200, body: [] }
  if (fault.kind === 'page') return { status: fault.status, body: HTML }
  if (fault.kind === 'broken')
    return { status: fault.status, body: '{"message": "Unkn', headers: { 'content-type': 'application/json' } }
  if (fault.kind === 'accept-status') return { status: fault.status, body: error(0, 'fault') }
  if (fault.kind === 'accept-last' && plain !== undefined) {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': String(fault.resetAfter) }
    return { ...plain, headers: { ...headers, 'x-ratelimit-limit': '5', 'x-ratelimit-bucket': 'b' } }
  }
  return { status: 200, body: fault.kind === 'long' ? HTML.repeat(50_000) : HTML }
}

export function error(code: number, message: string): { code: number; message: string } {
  return { code, message }
}
