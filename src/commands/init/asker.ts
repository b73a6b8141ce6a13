import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Thrown at Ctrl-C, or at the end of the input, during a question. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
}

/** Asks a person at a terminal. The answer to a secret question is not shown. */
export class Asker {
  readonly #output: NodeJS.WritableStream
  readonly #lines: Interface
  readonly #ended = new AbortController()
  /** Lines typed before their question. */
  readonly #early: string[] = []
  #silent = false

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.#output = output
    const shown = new Writable({
      write: (chunk, _encoding, done) => {
        if (!this.#silent) output.write(chunk)
        done()
      },
    })
    // No history, so that no key brings a secret back.
    this.#lines = createInterface({ input, output: shown, terminal: true, historySize: 0 })
    this.#lines.on('line', line => this.#early.push(line))
    this.#lines.once('SIGINT', () => this.#ended.abort())
    this.#lines.once('close', () => this.#ended.abort())
  }

  /** @returns what was typed, trimmed. @throws Stopped */
  async ask(question: string, secret = false): Promise<string> {
    const early = this.#early.shift()
    if (early !== undefined) {
      this.#output.write(`${question}\n`)
      return early.trim()
    }
    // The line editor must know the question, or it erases it; during a secret it writes nothing.
    if (secret) this.#output.write(question)
    this.#silent = secret
    try {
      if (this.#ended.signal.aborted) throw new Stopped('stopped')
      return (await this.#lines.question(secret ? '' : question, { signal: this.#ended.signal })).trim()
    } catch {
      throw new Stopped('stopped')
    } finally {
      if (secret) this.#output.write('\n')
      this.#silent = false
    }
  }

  say(text: string): void {
    this.#output.write(`${text}\n`)
  }

  close(): void {
    this.#lines.close()
  }
}
