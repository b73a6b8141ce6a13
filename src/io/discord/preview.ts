import { draw, drawEdit } from '../../alerts/terminal/draw.ts'
import type { Outgoing, Recent, Sender, SendOutcome } from './sender.ts'

/** Draws alerts in the terminal as Discord would show them: the default until the bot is given a way to Discord. */
export class PreviewSender implements Sender {
  readonly mode = 'preview'
  readonly #output: NodeJS.WritableStream
  readonly #options: { readonly columns: number; readonly colour: boolean; readonly timeZone: string }

  constructor(
    output: NodeJS.WritableStream,
    options: { readonly columns: number; readonly colour: boolean; readonly timeZone: string },
  ) {
    this.#output = output
    this.#options = options
  }

  async send(outgoing: Outgoing): Promise<SendOutcome> {
    const { message, edits, nonce, channelId } = outgoing
    if (edits !== null) this.#output.write(`  ↻ ${drawEdit(message, this.#options.timeZone)}\n`)
    else {
      const label = message.message_reference === undefined ? '' : 'reply'
      this.#output.write(`${draw(message, { ...this.#options, label })}\n`)
    }
    return { kind: 'sent', messageId: edits ?? `preview-${nonce}`, channelId }
  }

  async recent(): Promise<Recent> {
    return { kind: 'failed', why: 'a terminal cannot be searched' }
  }

  reaches(): boolean {
    return true
  }

  async close(): Promise<void> {}
}
