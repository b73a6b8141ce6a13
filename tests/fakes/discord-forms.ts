import {
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from 'discord-api-spec/zod'
import { z } from 'zod'

const SCHEMAS = {
  post: MessageCreateRequestSchema,
  edit: MessageEditRequestPartialSchema,
  'webhook-post': IncomingWebhookRequestPartialSchema,
  'webhook-edit': IncomingWebhookUpdateRequestPartialSchema,
} as const
export type Form = keyof typeof SCHEMAS

const shape = z.looseObject({
  content: z.string().nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  username: z.string().nullish(),
  components: z
    .array(
      z.looseObject({
        components: z.array(z.looseObject({ custom_id: z.string().nullish(), label: z.string().nullish() })).nullish(),
      }),
    )
    .nullish(),
  embeds: z
    .array(
      z.looseObject({
        title: z.string().nullish(),
        description: z.string().nullish(),
        url: z.string().nullish(),
        author: z.looseObject({ name: z.string().nullish(), url: z.string().nullish() }).nullish(),
        footer: z.looseObject({ text: z.string().nullish() }).nullish(),
        image: z.looseObject({ url: z.string().nullish() }).nullish(),
        fields: z.array(z.looseObject({ name: z.string(), value: z.string() })).nullish(),
      }),
    )
    .nullish(),
})
export type MessageBody = z.output<typeof shape>

/** What Discord would refuse in a body: the published schema, and the limits that it does not express. Empty: nothing. */
export function formErrors(form: Form, body: unknown): readonly string[] {
  const official = SCHEMAS[form].safeParse(body)
  if (!official.success) return official.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  const parsed = shape.safeParse(body)
  if (!parsed.success) return parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  return limits(parsed.data, form)
}

export function bodyOf(body: unknown): MessageBody {
  return shape.parse(body)
}

function limits(body: MessageBody, form: Form): readonly string[] {
  const errors: string[] = []
  const most = (path: string, text: string | null | undefined, max: number) => {
    if ((text ?? '').length > max) errors.push(`${path}: longer than ${max}`)
  }
  const embeds = body.embeds ?? []
  most('content', body.content, 2000)
  most('username', body.username, 80)
  most('nonce', String(body.nonce ?? ''), 25)
  if (embeds.length > 10) errors.push('embeds: more than 10')
  if ((body.components ?? []).length > 5) errors.push('components: more than 5')
  const buttons = (body.components ?? []).flatMap(row => {
    if ((row.components ?? []).length > 5) errors.push('components: more than 5 buttons in a row')
    return row.components ?? []
  })
  const ids = buttons.map(one => one.custom_id)
  if (new Set(ids).size < ids.length) errors.push('components: a custom_id twice')
  if (buttons.some(one => (one.custom_id ?? '').length > 100 || (one.label ?? '').length > 80))
    errors.push('components: a custom_id or a label too long')
  const empty = (body.content ?? '') === '' && embeds.length === 0
  if (empty && (form === 'post' || form === 'webhook-post')) errors.push('cannot send an empty message')
  let total = 0
  for (const [index, embed] of embeds.entries()) {
    const path = `embeds.${index}`
    const { title, description, footer, author, fields, url, image } = embed
    most(`${path}.title`, title, 256)
    most(`${path}.description`, description, 4096)
    most(`${path}.footer.text`, footer?.text, 2048)
    most(`${path}.author.name`, author?.name, 256)
    if ((fields ?? []).length > 25) errors.push(`${path}.fields: more than 25`)
    for (const [place, field] of (fields ?? []).entries()) {
      most(`${path}.fields.${place}.name`, field.name, 256)
      most(`${path}.fields.${place}.value`, field.value, 1024)
      if (field.name.trim() === '' || field.value.trim() === '') errors.push(`${path}.fields.${place}: empty`)
    }
    for (const link of [url, author?.url, image?.url]) {
      if (typeof link === 'string' && !/^(?:https?|attachment):\/\//.test(link))
        errors.push(`${path}: link not http(s)`)
    }
    const texts = [
      title,
      description,
      footer?.text,
      author?.name,
      ...(fields ?? []).flatMap(one => [one.name, one.value]),
    ]
    for (const text of texts) total += (text ?? '').length
  }
  if (total > 6000) errors.push('embeds: more than 6000 in all')
  return errors
}
