import { fingerprint, rawCommands } from '../../desk/forms/forms.ts'
import { invitation } from '../../desk/permission.ts'
import type { Replies } from '../../io/discord/bot/replies.ts'
import { isRecord } from '../../text/record.ts'
import type { Bot } from '../bot.ts'
import { nameOf } from '../poll/cycle.ts'
import { isHome } from '../replies/desk-home.ts'

const FACT = 'desk-commands'
/** HTTP status for a bot that was invited without the scope for commands (Discord: 50001 Missing Access). */
const FORBIDDEN = 403

/** Keeps the servers' commands up to date: registers them only if they differ from those registered before. */
export class Registered {
  readonly #bot: Bot
  readonly #replies: Pick<Replies, 'register'>
  /** Servers that the bot is in, with the application's id. */
  readonly #guilds = new Map<string, string>()
  #looking: Promise<void> = Promise.resolve()

  constructor(bot: Bot, replies: Pick<Replies, 'register'>) {
    this.#bot = bot
    this.#replies = replies
  }

  note(applicationId: string, guildId: string): void {
    this.#guilds.set(guildId, applicationId)
  }

  /** Registers what has changed, one look at a time. Never throws: what fails is tried at the next look. */
  look(signal: AbortSignal): Promise<void> {
    this.#looking = this.#looking
      .then(() => this.#look(signal))
      .catch(error => {
        this.#bot.world.log.warn('desk_not_registered', {
          reason: nameOf(error),
          effect: 'tried again at the next look',
        })
      })
    return this.#looking
  }

  async #look(signal: AbortSignal): Promise<void> {
    const { store, log, decisions } = this.#bot.world
    const kept = await store.fact(FACT)
    let known: Readonly<Record<string, unknown>> = isRecord(kept) ? kept : {}
    for (const [guildId, applicationId] of this.#guilds) {
      if (signal.aborted) return
      const name = `${applicationId}:${guildId}`
      const on = decisions().settings.desk !== null
      if ((!on && known[name] === undefined) || (on && (await isHome(guildId, this.#bot)) !== 'home')) continue
      const commands = on ? rawCommands() : []
      if (known[name] === fingerprint(commands)) continue
      const outcome = await this.#replies.register(applicationId, guildId, commands, signal)
      if (outcome.kind === 'done') {
        known = { ...known, [name]: fingerprint(commands) }
        await store.saveFact(FACT, known)
        log.info('desk_registered', { guild: guildId, commands: commands.length })
      } else if (outcome.kind === 'refused') this.#tell(guildId, applicationId, outcome.status, outcome.why)
      else if (outcome.kind === 'retry') log.warn('desk_not_registered', { guild: guildId, reason: outcome.why })
    }
  }

  #tell(guildId: string, applicationId: string, status: number, why: string): void {
    const missing = status === FORBIDDEN
    const todo = missing
      ? `The bot may not register commands: open ${invitation(applicationId)} and choose the server.`
      : `Discord refuses them: ${why}.`
    const text = `The commands of the desk cannot be registered in server ${guildId}. ${todo} Alerts go on.`
    void this.#bot.notices.say({ key: `desk commands ${guildId}`, text, over: false })
  }
}
