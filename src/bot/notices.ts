import type { Sender } from '../io/discord/sender.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Log } from '../io/ops/log.ts'
import { idOf } from '../text/id.ts'
import { listMessage } from './problem-list.ts'

const DAY = 86_400_000
const SEND_MS = 20_000

/** Something that an operator should know: what happened, what the bot does about it, what the operator can do. */
export interface Notice {
  /** The subject: a notice with the same key is given once, then daily, until it is over. */
  readonly key: string
  readonly text: string
  readonly over: boolean
  /** Details for the text, one per line. */
  readonly list?: readonly string[]
  /** Set if the notice should also go through a webhook, among the alerts: something that a person did was refused. */
  readonly amongAlerts?: true
}

export interface NoticeParts {
  readonly clock: Clock
  readonly log: Log
  readonly sender: Sender
  /** null: the log only. */
  readonly channel: () => string | null
  /** A webhook's place; null: none. */
  readonly webhook: string | null
}

/**
 * Gives notices in the log; as a bot also in the operations channel, if settings.yaml names one; some through a webhook. A notice that fails to
 * arrive is not repeated, since the log has it.
 */
export class Notices {
  readonly #parts: NoticeParts
  readonly #said = new Map<string, number>()

  constructor(parts: NoticeParts) {
    this.#parts = parts
  }

  async say(notice: Notice): Promise<void> {
    const { clock, log, sender, channel, webhook } = this.#parts
    const now = clock.now()
    const last = this.#said.get(notice.key)
    if (notice.over ? last === undefined : last !== undefined && now - last < DAY) return
    if (notice.over) this.#said.delete(notice.key)
    else this.#said.set(notice.key, now)
    const list = notice.list ?? []
    const facts = { about: notice.key, text: notice.text, ...(list.length === 0 ? {} : { list }) }
    if (notice.over) log.info('notice_over', facts, notice.text)
    else log.warn('notice', facts, notice.text)
    // A webhook writes to its own channel only, where notices for operators would be among the alerts.
    const byWebhook = notice.amongAlerts === true ? webhook : null
    const channelId = sender.mode === 'bot' ? channel() : sender.mode === 'webhook' ? byWebhook : null
    if (channelId === null) return
    const message = { content: listMessage(notice.text, list), allowed_mentions: { parse: [] as never[] } }
    const nonce = idOf(['notice', notice.key, notice.text, String(Math.floor(now / DAY))], 20)
    const outcome = await sender.send({ channelId, message, nonce, edits: null }, AbortSignal.timeout(SEND_MS))
    if (outcome.kind !== 'sent') log.warn('notice_not_sent', { about: notice.key, reason: outcome.why })
  }
}
