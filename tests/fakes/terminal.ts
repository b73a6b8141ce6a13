import { Writable } from 'node:stream'

/** A terminal that keeps what is written to it. */
export class Terminal extends Writable {
  readonly isTTY: boolean
  readonly columns: number
  text = ''

  /** @param watched false: a file or a pipe */
  constructor(watched = true, columns = 80) {
    super({ decodeStrings: false })
    this.isTTY = watched
    this.columns = columns
  }

  override _write(text: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(text)
    done()
  }
}
