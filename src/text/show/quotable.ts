/** Header names, which are never secrets, in any spelling. */
const HEADERS =
  /^(?:accept|accept-language|api-key|apikey|authorization|cache-control|cookie|origin|referer|token|user-agent|x-api-key|x-auth-token)$/i

/**
 * What messages may quote of a word written where a name was expected. If it may be a misplaced secret –
 * it is long, or no plain word – only its first characters, which are enough to find it at the position given.
 */
export function quotable(text: string): string {
  const word = text.trim()
  if (HEADERS.test(word) || /^(?:[a-z]{1,12}|[a-z]{2,9}[A-Z][a-z]{1,9}|[a-z]{2,8}-[a-z]{2,8})$/.test(word)) return word
  const name = /^[A-Za-z-]+(?=\W)/.exec(word)?.[0] ?? ''
  return HEADERS.test(name) ? `${name}…` : `${[...word].slice(0, 3).join('')}…`
}
