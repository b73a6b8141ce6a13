/** Names that are no secrets in any spelling: what people put into headers. */
const HEADERS =
  /^(?:accept|accept-language|api-key|apikey|authorization|cache-control|cookie|origin|referer|token|user-agent|x-api-key|x-auth-token)$/i

/**
 * What may be repeated of a word that a person wrote where a name was expected. Where it may be a secret that slipped a line or a colon –
 * it is long, or no plain word – its first characters are enough to find it at the place that is named with it.
 */
export function quotable(text: string): string {
  const word = text.trim()
  if (HEADERS.test(word) || /^(?:[a-z]{1,12}|[a-z]{2,9}[A-Z][a-z]{1,9}|[a-z]{2,8}-[a-z]{2,8})$/.test(word)) return word
  const name = /^[A-Za-z-]+(?=\W)/.exec(word)?.[0] ?? ''
  return HEADERS.test(name) ? `${name}…` : `${[...word].slice(0, 3).join('')}…`
}
