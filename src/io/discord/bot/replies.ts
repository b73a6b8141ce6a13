import type { Dispatcher } from 'undici'
import type { Choice, Reply } from '../../../desk/answers/reply.ts'
import type { Ask, Beginning } from '../../../desk/ask.ts'
import { type REST, Routes } from '../discord-js.ts'
import { restBody } from '../form.ts'
import { closeRest, restClient } from '../rest-client.ts'
import { outcomeOf } from '../rest-outcome.ts'

/** Longest time for one request, in ms: Discord gives 3 s to begin an answer. */
const BEGIN_MS = 2500
const EDIT_MS = 15_000
/** Discord's page "Receiving and Responding", interaction callback types. */
const DEFERRED_MESSAGE = 5
const DEFERRED_UPDATE = 6
const CHOICES = 8
/** Message flag: only the person who asked sees it (Discord's page "Message Resource"). */
const EPHEMERAL = 64
/** Discord's page "Opcodes and Status Codes", JSON error codes. */
const ALREADY_ACKNOWLEDGED = 40060

/** Result of one step of an answer. `begun`: another process has already begun the answer. */
export type Answered =
  | { readonly kind: 'done' | 'begun' }
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly why: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | null; readonly why: string }

export interface RepliesOptions {
  readonly token: string
  /** Base of another API than Discord's; null: Discord's. */
  readonly api: string | null
  readonly dispatcher: Dispatcher
}

/**
 * Answers interactions through a REST client of its own, so that a busy desk delays no alert. Discord does not count these answers against
 * the bot's global rate limit. Never throws for what Discord or the network does.
 */
export class Replies {
  readonly #rest: REST
  readonly #token: string

  constructor({ token, api, dispatcher }: RepliesOptions) {
    this.#token = token
    this.#rest = restClient({ token, api, dispatcher, timeoutMs: EDIT_MS })
  }

  /** Acknowledges an interaction, within the time that Discord gives. For a button below an answer, that answer will be edited. */
  begin(ask: Ask, how: Beginning): Promise<Answered> {
    if (how === 'changes') return this.#callback(ask, { type: DEFERRED_UPDATE })
    return this.#callback(ask, { type: DEFERRED_MESSAGE, data: how === 'private' ? { flags: EPHEMERAL } : {} })
  }

  complete(ask: Ask, choices: readonly Choice[]): Promise<Answered> {
    return this.#callback(ask, { type: CHOICES, data: { choices } })
  }

  /** Fills in an answer that was begun. A repeat changes nothing. */
  finish(ask: Ask, reply: Reply, signal: AbortSignal): Promise<Answered> {
    const { files = [], content = '', embeds = [], components = [] } = reply
    const attachments = files.map(({ name, description }, id) => ({ id: String(id), filename: name, description }))
    return this.#try(ask, async () => {
      await this.#rest.patch(Routes.webhookMessage(ask.applicationId, ask.token, '@original'), {
        auth: false,
        ...restBody({ content, embeds, components, allowed_mentions: { parse: [] }, attachments }, files),
        signal: AbortSignal.any([signal, AbortSignal.timeout(EDIT_MS)]),
      })
    })
  }

  /** Replaces all commands that this application has in a server. */
  register(
    applicationId: string,
    guildId: string,
    commands: readonly object[],
    signal: AbortSignal,
  ): Promise<Answered> {
    this.#rest.setToken(this.#token)
    return this.#try(null, async () => {
      await this.#rest.put(Routes.applicationGuildCommands(applicationId, guildId), {
        body: commands,
        signal: AbortSignal.any([signal, AbortSignal.timeout(EDIT_MS)]),
      })
    })
  }

  close(): void {
    closeRest(this.#rest)
  }

  #callback(ask: Ask, body: object): Promise<Answered> {
    return this.#try(ask, async () => {
      await this.#rest.post(Routes.interactionCallback(ask.id, ask.token), {
        auth: false,
        body,
        signal: AbortSignal.timeout(BEGIN_MS),
      })
    })
  }

  async #try(ask: Ask | null, work: () => Promise<void>): Promise<Answered> {
    try {
      await work()
      return { kind: 'done' }
    } catch (error) {
      const outcome = outcomeOf(error, null, ask?.token ?? this.#token)
      if (outcome.kind === 'sent') return { kind: 'done' }
      if (outcome.kind !== 'refused')
        return { kind: 'retry', afterMs: outcome.kind === 'retry' ? outcome.afterMs : null, why: outcome.why }
      if (outcome.code === ALREADY_ACKNOWLEDGED) return { kind: 'begun' }
      const { status, code, why } = outcome
      return status >= 500 ? { kind: 'retry', afterMs: null, why } : { kind: 'refused', status, code, why }
    }
  }
}
