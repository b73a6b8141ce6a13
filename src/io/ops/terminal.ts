import { Writable } from 'node:stream'

/** Whether a stream is a terminal. */
export function isTerminal(stream: NodeJS.WritableStream): boolean {
  return 'isTTY' in stream && stream.isTTY === true
}

/** Columns of a terminal; 80 for any other stream. */
export function columnsOf(stream: NodeJS.WritableStream): number {
  return 'columns' in stream && typeof stream.columns === 'number' && stream.columns > 0 ? stream.columns : 80
}

/** Columns at which to wrap text: a terminal's; for any other stream no wrapping, since programs look for whole lines. */
export function lineWidth(stream: NodeJS.WritableStream): number {
  return isTerminal(stream) ? columnsOf(stream) : Number.POSITIVE_INFINITY
}

/** Carriage return, then erase to the end of the line (ECMA-48, EL). */
const CLEAR = '\r\u001b[K'

/** A progress line at the bottom of a terminal, redrawn as work goes on. Nothing is drawn on any other stream. */
export class Progress {
  readonly #terminal: NodeJS.WritableStream
  #drawn = false

  constructor(terminal: NodeJS.WritableStream) {
    this.#terminal = terminal
  }

  /** @param line shorter than the terminal is wide: a wrapped line cannot be redrawn */
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

  /** An output whose lines appear above the progress line. Errors are emitted by `output`, for its owner. */
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
