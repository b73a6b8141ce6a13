import {
  ExternalScheduledEventCreateRequestSchema,
  ExternalScheduledEventPatchRequestPartialSchema,
} from 'discord-api-spec/zod'
import { type Answer, error, nested } from './discord-faults.ts'

export interface FakeEvent {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly scheduled_start_time: string
  readonly scheduled_end_time: string
  readonly entity_metadata: { readonly location: string }
  readonly creator_id: string
  /** 1: scheduled, 4: cancelled. */
  readonly status: number
}

/** A server's calendar, with what Discord refuses there. */
export class FakeEvents {
  events: readonly FakeEvent[] = []
  /** The bot may make none. */
  forbidden = false
  /** How many of others' there are. */
  others = 0
  /** What the next write meets: it is taken, and its answer lost. */
  lost = 0
  readonly #botId: string
  readonly #now: () => number

  constructor(botId: string, now: () => number) {
    this.#botId = botId
    this.#now = now
  }

  /** Those that stand. */
  get standing(): readonly FakeEvent[] {
    return this.events.filter(one => one.status === 1)
  }

  answer(method: string, id: string, text: string, newId: () => string): Answer | null {
    if (method === 'GET') return { status: 200, body: this.standing }
    if (this.forbidden) return { status: 403, body: error(50013, 'Missing Permissions') }
    const body = JSON.parse(text)
    const found = this.events.find(one => one.id === id)
    if (method === 'PATCH' && (found === undefined || found.status === 4))
      return { status: 404, body: error(10070, 'Unknown Guild Scheduled Event') }
    const schema =
      method === 'PATCH' ? ExternalScheduledEventPatchRequestPartialSchema : ExternalScheduledEventCreateRequestSchema
    const read = schema.safeParse(body)
    const wrong = read.success ? [] : read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
    if (body.status !== 4) wrong.push(...this.#times(body))
    if (wrong.length > 0) return { status: 400, body: { ...error(50035, 'Invalid Form Body'), errors: nested(wrong) } }
    if (method === 'POST' && this.standing.length + this.others >= 100)
      return { status: 400, body: error(30038, 'Maximum number of uncompleted guild scheduled events reached (100)') }
    const event = { ...(found ?? { id: newId(), creator_id: this.#botId, status: 1 }), ...body }
    this.events = [...this.events.filter(one => one.id !== event.id), event]
    if (this.lost === 0) return { status: 200, body: event }
    this.lost -= 1
    return { status: 502, body: '<html>' }
  }

  #times(body: { scheduled_start_time?: string; scheduled_end_time?: string }): readonly string[] {
    const start = Date.parse(body.scheduled_start_time ?? '')
    const end = Date.parse(body.scheduled_end_time ?? '')
    const wrong: string[] = []
    if (!(start > this.#now())) wrong.push('scheduled_start_time: Cannot schedule event in the past.')
    if (!(end > start)) wrong.push('scheduled_end_time: required, and after the start')
    return wrong
  }
}
