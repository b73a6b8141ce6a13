import { escapeText } from '../alerts/escape.ts'
import type { Sender } from '../io/discord/sender.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Log } from '../io/ops/log.ts'
import { idOf } from '../text/id.ts'

const DAY = 86_400_000
const SEND_MS = 20_000

/** Something that a person who runs the bot should know: what happened, what the bot does about it, what they can do. */
export interface Notice {
  /** What it is about: the same key is said once, then daily, until it is over. */
  readonly key: string
  readonly text: string
  readonly over: boolean
}

export interface NoticeParts {
  readonly clock: Clock
  readonly log: Log
  readonly sender: Sender
  /** null: the log only. */
  readonly channel: () => string | null
}

/** Says notices to the log, and to the operations channel where settings.yaml names one and a bot posts. A notice that does not arrive is not repeated: the log has it. */
export class Notices {
  readonly #parts: NoticeParts
  readonly #said = new Map<string, number>()

  constructor(parts: NoticeParts) {
    this.#parts = parts
  }

  async say(notice: Notice): Promise<void> {
    const { clock, log, sender, channel } = this.#parts
    const now = clock.now()
    const last = this.#said.get(notice.key)
    if (notice.over ? last === undefined : last !== undefined && now - last < DAY) return
    if (notice.over) this.#said.delete(notice.key)
    else this.#said.set(notice.key, now)
    const facts = { about: notice.key, text: notice.text }
    if (notice.over) log.info('notice_over', facts, notice.text)
    else log.warn('notice', facts, notice.text)
    const channelId = channel()
    // A webhook writes to its own channel whatever is asked of it: operators' matters would stand among the alerts.
    if (channelId === null || sender.mode !== 'bot') return
    const message = { content: escapeText(notice.text, 1900), allowed_mentions: { parse: [] as never[] } }
    const nonce = idOf(['notice', notice.key, notice.text, String(Math.floor(now / DAY))], 20)
    const outcome = await sender.send({ channelId, message, nonce, edits: null }, AbortSignal.timeout(SEND_MS))
    if (outcome.kind !== 'sent') log.warn('notice_not_sent', { about: notice.key, reason: outcome.why })
  }
}
