import { Writable } from 'node:stream'

/** Whether a person watches a stream. */
export function isTerminal(stream: NodeJS.WritableStream): boolean {
  return 'isTTY' in stream && stream.isTTY === true
}

/** Columns of a terminal; 80 where it is none. */
export function columnsOf(stream: NodeJS.WritableStream): number {
  return 'columns' in stream && typeof stream.columns === 'number' && stream.columns > 0 ? stream.columns : 80
}

/** Columns in which a text is to be broken: those of a terminal; none where a program reads, which looks for whole lines. */
export function lineWidth(stream: NodeJS.WritableStream): number {
  return isTerminal(stream) ? columnsOf(stream) : Number.POSITIVE_INFINITY
}

/** Back to the beginning of the line, and nothing behind it (ECMA-48, EL). */
const CLEAR = '\r\u001b[K'

/** One line at the bottom of a terminal that is drawn anew as work goes on. Where nobody watches it is not drawn at all. */
export class Progress {
  readonly #terminal: NodeJS.WritableStream
  #drawn = false

  constructor(terminal: NodeJS.WritableStream) {
    this.#terminal = terminal
  }

  /** @param line shorter than the terminal is wide: a line that wraps cannot be drawn over */
  draw(line: string): void {
    if (!isTerminal(this.#terminal)) return
    this.#terminal.write(`${CLEAR}${line.slice(0, columnsOf(this.#terminal) - 1)}`)
    this.#drawn = true
  }

  clear(): void {
    if (!this.#drawn) return
    this.#drawn = false
    this.#terminal.write(CLEAR)
  }

  /** An output whose lines stand above the drawn one. Its errors are those of `output`, heard by its owner. */
  above(output: NodeJS.WritableStream): NodeJS.WritableStream {
    return new Writable({
      decodeStrings: false,
      write: (text, _encoding, done) => {
        this.clear()
        output.write(text)
        done()
      },
    })
  }
}
