/** The operator's own OpenAI-compatible server for summaries. `key` is a secret. */
export interface SummaryAccess {
  readonly url: string
  readonly model: string
  /** null: the server asks for none. */
  readonly key: string | null
}

/**
 * Reads SUMMARY_URL, SUMMARY_MODEL and SUMMARY_KEY.
 * @param env with the contents of …_FILE variables already in place of their plain names
 * @returns null if none of them is set: no server is asked. `problems` never contain a value
 */
export function readSummaryAccess(
  env: Readonly<Record<string, string | undefined>>,
): SummaryAccess | null | { readonly problems: readonly string[] } {
  const { SUMMARY_URL: url = '', SUMMARY_MODEL: model = '', SUMMARY_KEY: key } = env
  if (url === '' && model === '' && key === undefined) return null
  const problems: string[] = []
  if (url === '') problems.push('SUMMARY_URL is missing – set it to the base of the API, or leave all three out')
  else if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    problems.push(
      'SUMMARY_URL is not an http(s) address – set it to the base of the API, such as http://127.0.0.1:11434/v1',
    )
  if (model === '') problems.push('SUMMARY_MODEL is missing – name the model that the server should use')
  return problems.length > 0 ? { problems } : { url, model, key: key ?? null }
}
