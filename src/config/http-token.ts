/** Characters that a token may have: those of RFC 6750's b64token that an address holds as they are. */
const FORM = /^[\w.~-]{16,200}$/

/**
 * Reads HTTP_TOKEN, which lets others than this machine read /alerts.rss, /alerts.json and /upcoming.ics.
 * @param env with the contents of …_FILE variables already in place of their plain names
 * @returns `token` null where it is not set; `problems` never say what the value is
 */
export function readHttpToken(env: Readonly<Record<string, string | undefined>>): {
  readonly token: string | null
  readonly problems: readonly string[]
} {
  const { HTTP_TOKEN: token = null } = env
  if (token === null || FORM.test(token)) return { token, problems: [] }
  const todo = 'give it 16 to 200 letters and digits, such as `openssl rand -hex 16` makes'
  return { token: null, problems: [`HTTP_TOKEN is no token that would be safe – ${todo}`] }
}
