/** The characters of RFC 6750's b64token that need no escaping in an address. */
const FORM = /^[\w.~-]{16,200}$/

/**
 * Reads HTTP_TOKEN, with which other machines may read /alerts.rss, /alerts.json and /upcoming.ics.
 * @param env with the contents of …_FILE variables already in place of their plain names
 * @returns `token` null if it is not set or not valid; `problems` never contain the value
 */
export function readHttpToken(env: Readonly<Record<string, string | undefined>>): {
  readonly token: string | null
  readonly problems: readonly string[]
} {
  const { HTTP_TOKEN: token = null } = env
  if (token === null || FORM.test(token)) return { token, problems: [] }
  const todo = 'give it 16 to 200 letters and digits, such as `openssl rand -hex 16` makes'
  return { token: null, problems: [`HTTP_TOKEN is not a safe token – ${todo}`] }
}
