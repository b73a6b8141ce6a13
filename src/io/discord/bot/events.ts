import type { Meeting } from '../../../alerts/places/meetings.ts'
import { isRecord } from '../../../text/record.ts'
import { type REST, Routes } from '../discord-js.ts'
import { outcomeOf } from '../rest-outcome.ts'
import type { EventsWay, SendOutcome } from '../sender.ts'

/** Discord's page "Guild Scheduled Event": entity type, privacy level, status. */
const EXTERNAL = 3
const GUILD_ONLY = 2
const CANCELED = 4

/** A server's scheduled events, read and written as a bot. Never throws for what Discord or the network does. */
export class Events implements EventsWay {
  readonly #rest: Pick<REST, 'get' | 'post' | 'patch'>
  readonly #token: string
  readonly #ownId: (signal: AbortSignal) => Promise<string>

  constructor(
    rest: Pick<REST, 'get' | 'post' | 'patch'>,
    token: string,
    ownId: (signal: AbortSignal) => Promise<string>,
  ) {
    this.#rest = rest
    this.#token = token
    this.#ownId = ownId
  }

  async find(to: Meeting, signal: AbortSignal): Promise<SendOutcome | null> {
    const outcome = await this.#try(async () => {
      const ownId = await this.#ownId(signal)
      const listed = await this.#rest.get(Routes.guildScheduledEvents(to.guildId), { signal })
      const ours = (Array.isArray(listed) ? listed : []).filter(isRecord).filter(one => one.creator_id === ownId)
      const found =
        ours.find(one => String(one.description ?? '').endsWith(to.marker)) ??
        ours.find(one => one.name === to.name && Date.parse(String(one.scheduled_start_time)) === to.startAt)
      return typeof found?.id === 'string' ? found.id : ''
    })
    return outcome.kind === 'sent' && outcome.messageId === '' ? null : outcome
  }

  create(to: Meeting, signal: AbortSignal): Promise<SendOutcome> {
    return this.#try(async () => {
      const body = { ...bodyOf(to), privacy_level: GUILD_ONLY }
      return idIn(await this.#rest.post(Routes.guildScheduledEvents(to.guildId), { body, signal }))
    })
  }

  change(eventId: string, to: Meeting, signal: AbortSignal): Promise<SendOutcome> {
    return this.#try(async () => {
      const body = bodyOf(to)
      return idIn(await this.#rest.patch(Routes.guildScheduledEvent(to.guildId, eventId), { body, signal }))
    })
  }

  cancel(guildId: string, eventId: string, signal: AbortSignal): Promise<SendOutcome> {
    return this.#try(async () => {
      const body = { status: CANCELED }
      return idIn(await this.#rest.patch(Routes.guildScheduledEvent(guildId, eventId), { body, signal }))
    })
  }

  async applicationId(signal: AbortSignal): Promise<string | null> {
    return this.#ownId(signal).catch(() => null)
  }

  async #try(work: () => Promise<string>): Promise<SendOutcome> {
    try {
      return { kind: 'sent', messageId: await work(), channelId: '' }
    } catch (error) {
      return outcomeOf(error, null, this.#token)
    }
  }
}

function bodyOf({ name, description, location, startAt, endAt }: Meeting) {
  return {
    name,
    description,
    entity_type: EXTERNAL,
    entity_metadata: { location },
    scheduled_start_time: new Date(startAt).toISOString(),
    scheduled_end_time: new Date(endAt).toISOString(),
  }
}

/** @throws if the answer names no event: then it is unknown whether one was made */
function idIn(answer: unknown): string {
  if (isRecord(answer) && typeof answer.id === 'string') return answer.id
  throw new Error('the answer names no event')
}
