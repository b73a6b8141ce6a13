import type { Report, Sentence } from '../../briefs/brief.ts'
import { notInSources, type TermsOf } from '../../briefs/faithful.ts'
import { sentences } from '../../briefs/sentences.ts'
import { readSummaryAnswer, summaryRequest } from '../../briefs/summary-request.ts'

const DAY = 86_400_000
const MOST_BYTES = 64 * 1024

export interface SummaryServerOptions {
  /** Base of an OpenAI-compatible API, such as http://127.0.0.1:11434/v1. */
  readonly url: string
  readonly model: string
  /** null: the server asks for none. */
  readonly key: string | null
  readonly deadlineMs: number
  /** Requests of one day in UTC; counted in this process. */
  readonly dailyRequests: number
  /** ms since 1970. */
  now(): number
}

export type WrittenSummary =
  | { readonly kind: 'written'; readonly summary: readonly Sentence[] }
  | { readonly kind: 'refused'; readonly why: string }

/** Asks the operator's own server for a summary, and believes it only what the reports say too. */
export class SummaryServer {
  readonly #options: SummaryServerOptions
  #day = 0
  #asked = 0

  constructor(options: SummaryServerOptions) {
    this.#options = options
  }

  /** A summary whose every name and number stands in the reports, or why there is none. Never rejects; nothing in it holds the key. */
  async summarise(reports: readonly Report[], signal: AbortSignal, termsOf?: TermsOf): Promise<WrittenSummary> {
    const { model, deadlineMs, dailyRequests, now } = this.#options
    const day = Math.floor(now() / DAY)
    if (day !== this.#day) {
      this.#day = day
      this.#asked = 0
    }
    if (this.#asked >= dailyRequests) return refused(`the ${dailyRequests} requests of this day are used up`)
    this.#asked += 1
    let body: string | null
    try {
      body = await this.#ask(summaryRequest(reports, model), AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]))
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError'
      return refused(late ? `the server took longer than ${deadlineMs} ms` : 'the server could not be reached')
    }
    if (body === null) return refused('the server’s answer is an error or too large')
    const text = readSummaryAnswer(body)
    if (text === null) return refused('the server’s answer is no summary')
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
      // The key goes where the operator said and nowhere else.
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
