import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandUpdateRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod'
import { type Answer, error, faultAnswer, nested } from './discord-faults.ts'
import { bodyOf, formErrors, type MessageBody } from './discord-forms.ts'

/** Who asks, where no test says otherwise: a member without any right. */
export const READER = { id: '600000000000000001', name: 'Reader', roles: [] as readonly string[], permissions: '0' }
/** Manage Server (1 << 5). */
export const MANAGER = { ...READER, id: '600000000000000002', name: 'Manager', permissions: '32' }

/** An interaction and what became of it. */
export interface FakeInteraction {
  readonly id: string
  readonly token: string
  /** The callback that it was answered with first; null: none yet. */
  callback: { readonly type: number; readonly flags: number; readonly data: unknown } | null
  /** The message that answers it; null: none yet, "thinking…". */
  message: MessageBody | null
  /** How often that was put there. */
  edits: number
  /** Names of the files that came along with it. */
  files: readonly string[]
  /** When Discord sent it, by performance.now(). */
  readonly askedAt: number
  answeredAt: number | null
  /** When the message was put there first. */
  repliedAt: number | null
}

const ASK_MS = 3000

/** Interactions, and the commands of servers, judged as Discord judges them. */
export class FakeDesk {
  readonly interactions = new Map<string, FakeInteraction>()
  /** Commands by server. */
  readonly commands = new Map<string, readonly { readonly name: string }[]>()
  /** How often commands were put. */
  registrations = 0
  /** So many answers meet a rate limit. */
  limited = 0
  /** Answers are not taken on for now. */
  stuck = false
  /** The bot was let in without its commands. */
  forbidden = false

  add(id: string, token: string): FakeInteraction {
    const one = {
      id,
      token,
      callback: null,
      message: null,
      edits: 0,
      files: [],
      askedAt: performance.now(),
      answeredAt: null,
      repliedAt: null,
    }
    this.interactions.set(id, one)
    return one
  }

  /** POST /interactions/ID/TOKEN/callback. */
  callback(id: string, token: string, text: string): Answer {
    const known = this.interactions.get(id)
    if (known?.token !== token || performance.now() - known.askedAt > ASK_MS)
      return { status: 404, body: error(10062, 'Unknown interaction') }
    if (known.callback !== null)
      return { status: 400, body: error(40060, 'Interaction has already been acknowledged.') }
    const body = JSON.parse(text)
    const schema =
      body.type === 8
        ? ApplicationCommandAutocompleteCallbackRequestSchema
        : body.type === 6 || body.type === 7
          ? UpdateMessageInteractionCallbackRequestSchema
          : CreateMessageInteractionCallbackRequestSchema
    const read = schema.safeParse(body)
    if (!read.success) return refused(read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`))
    const choices: readonly { name: string; value: string }[] = body.data?.choices ?? []
    if (choices.length > 25 || choices.some(one => one.name.length > 100 || one.value.length > 100))
      return refused(['data.choices: too many or too long'])
    known.callback = { type: body.type, flags: body.data?.flags ?? 0, data: body.data ?? null }
    known.answeredAt = performance.now()
    return { status: 204, body: null }
  }

  /** PATCH /webhooks/APPLICATION/TOKEN/messages/@original. */
  edit(token: string, text: string, files: readonly string[]): Answer {
    if (this.limited > 0) {
      this.limited -= 1
      return faultAnswer({ kind: 'rate-limit', retryAfter: 0.2 })
    }
    if (this.stuck) return { status: 503, body: error(0, 'upstream error') }
    const known = [...this.interactions.values()].find(one => one.token === token)
    if (known?.callback == null) return { status: 404, body: error(10015, 'Unknown Webhook') }
    const body = JSON.parse(text)
    const read = IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema.safeParse(body)
    if (!read.success) return refused(read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`))
    const wrong = formErrors('webhook-edit', body)
    if (wrong.length > 0) return refused(wrong)
    known.message = bodyOf(body)
    known.files = files
    known.edits += 1
    known.repliedAt ??= performance.now()
    return { status: 200, body: { id: known.id, channel_id: '1', ...body } }
  }

  /** PUT /applications/APPLICATION/guilds/GUILD/commands. */
  register(guildId: string, text: string): Answer {
    if (this.forbidden) return { status: 403, body: error(50001, 'Missing Access') }
    const commands = JSON.parse(text)
    const wrong = commands.flatMap((one: unknown, at: number) => {
      const read = ApplicationCommandUpdateRequestSchema.safeParse(one)
      const issues = read.success ? [] : read.error.issues
      return [...issues.map(issue => `${at}.${issue.path.join('.')}: ${issue.message}`), ...commandErrors(one, `${at}`)]
    })
    if (wrong.length > 0) return refused(wrong)
    this.registrations += 1
    this.commands.set(guildId, commands)
    return { status: 200, body: commands }
  }
}

interface RawCommand {
  readonly type?: number
  readonly name: string
  readonly description?: string
  readonly name_localizations?: Readonly<Record<string, string>>
  readonly description_localizations?: Readonly<Record<string, string>>
  readonly required?: boolean
  readonly options?: readonly RawCommand[]
}

/** Names as Discord's page "Application Commands" wants them (naming, option order). */
function commandErrors(raw: unknown, at: string, command = true): readonly string[] {
  const one = raw as RawCommand
  const menu = command && one.type === 3
  const names = [one.name, ...Object.values(one.name_localizations ?? {})]
  const wrong = names
    .filter(name =>
      menu
        ? name.length > 32
        : !/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(name) || name !== name.toLowerCase(),
    )
    .map(name => `${at}.name: ${name} is no name`)
  const texts = menu ? [] : [one.description ?? '', ...Object.values(one.description_localizations ?? {})]
  if (texts.some(text => text.length === 0 || text.length > 100)) wrong.push(`${at}.description: empty or too long`)
  const options = one.options ?? []
  const lastRequired = options.findLastIndex(option => option.required === true)
  if (options.slice(0, Math.max(0, lastRequired)).some(option => option.required !== true))
    wrong.push(`${at}.options: required ones stand first`)
  if (new Set(options.map(option => option.name)).size < options.length) wrong.push(`${at}.options: a name twice`)
  return [...wrong, ...options.flatMap((option, index) => commandErrors(option, `${at}.options.${index}`, false))]
}

function refused(problems: readonly string[]): Answer {
  return { status: 400, body: { ...error(50035, 'Invalid Form Body'), errors: nested(problems) } }
}
