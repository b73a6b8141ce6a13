import type { Report, Sentence } from '../../briefs/brief.ts'
import { sentences } from '../../briefs/sentences/sentences.ts'
import { notInSources, type TermsOf } from '../../briefs/summary/faithful.ts'
import { readSummaryAnswer, summaryRequest } from '../../briefs/summary/summary-request.ts'

const MOST_BYTES = 64 * 1024

export interface SummaryServerOptions {
  /** Base of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1. */
  readonly url: string
  readonly model: string
  /** null: the server needs none. */
  readonly key: string | null
  readonly deadlineMs: number
  /** Takes one of the day's requests; false: none is left. */
  take(): Promise<boolean>
}

export type WrittenSummary =
  | { readonly kind: 'written'; readonly summary: readonly Sentence[] }
  /** The server's text is not used, or the server may not be asked. */
  | { readonly kind: 'refused'; readonly why: string }
  /** The server did not answer. */
  | { readonly kind: 'silent'; readonly why: string }

/** Asks the operator's own server for a summary, and accepts only what the reports say too. */
export class SummaryServer {
  readonly #options: SummaryServerOptions

  constructor(options: SummaryServerOptions) {
    this.#options = options
  }

  /** A summary whose every name and number occurs in the reports, or why there is none. Rejects only if `take` does. No result contains the key. */
  async summarise(reports: readonly Report[], signal: AbortSignal, termsOf?: TermsOf): Promise<WrittenSummary> {
    const { model, deadlineMs } = this.#options
    if (!(await this.#options.take())) return refused('the requests of this day are used up')
    let body: string | null
    try {
      body = await this.#ask(summaryRequest(reports, model), AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]))
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      return {
        kind: 'silent',
        why: late ? `the server took longer than ${deadlineMs} ms` : 'the server could not be reached',
      }
    }
    if (body === null) return refused('the server’s answer is an error or too large')
    const text = readSummaryAnswer(body)
    if (text === null) return refused('the server’s answer is not a summary')
    const strange = notInSources(text, reports, termsOf)
    if (strange.length > 0) return refused(`the reports do not say ${strange.slice(0, 3).join(', ')}`)
    const outlet = `summary by ${model}`
    return {
      kind: 'written',
      summary: sentences(text).map(({ start, end }) => ({ text: text.slice(start, end), outlet })),
    }
  }

  async #ask(body: string, signal: AbortSignal): Promise<string | null> {
    const { url, key } = this.#options
    const address = url.replace(/\/+$/, '').replace(/(?:\/chat\/completions)?$/, '/chat/completions')
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
      body,
      // The key must go to the configured server and nowhere else.
      redirect: 'error',
      signal,
    })
    if (!answer.ok || answer.body === null) {
      await answer.body?.cancel()
      return null
    }
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of answer.body) {
      size += chunk.length
      if (size > MOST_BYTES) return null
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }
}

function refused(why: string): WrittenSummary {
  return { kind: 'refused', why }
}
