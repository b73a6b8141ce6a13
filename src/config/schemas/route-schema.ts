import { z } from 'zod'
import { LEVELS } from '../../rules/rule-set.ts'
import { STORY_TYPES } from '../../rules/verdict.ts'
import type { Route } from '../settings.ts'
import { language, snowflake, timeZone } from './fields.ts'

const SECRET =
  'the address itself is a secret: put it into .env under a name such as SUMMITS_WEBHOOK, and write that name here'

/** A time of day. */
const time = (description: string) =>
  z
    .string({ error: 'not a time – write it in quotes, as "22:00"' })
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'not a time – write it as "22:00"')
    .meta({ description })

/** How much is alerted. */
export const alert = z
  .union([z.enum(LEVELS), z.int().min(0).max(100)], {
    error: 'not a level – strict, normal, wide, or a score from 0 to 100',
  })
  .optional()
  .meta({ description: 'How much is alerted: strict, normal, wide, or the score from 0 to 100 that an item needs.' })

/** A route of settings.yaml. */
export const route = z
  .strictObject({
    channel: snowflake('Channel of this route; default: DISCORD_CHANNEL_ID.').optional(),
    webhook: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, `not the name of a variable – ${SECRET}`)
      .optional()
      .meta({ description: 'Name of the environment variable that holds the address of this route’s own webhook.' }),
    webhookFile: z
      .string()
      .min(1)
      .regex(/^(?!https?:)/, `not the path of a file – ${SECRET}`)
      .optional()
      .meta({ description: 'Path of a file that holds the address of this route’s own webhook.' }),
    threadName: z.string().min(1).max(100).optional().meta({
      description: 'Where the webhook’s channel is a forum: name of the posts that it makes; {title} is the headline.',
    }),
    threads: z.literal('story').optional().meta({
      description:
        'What follows a card goes into a thread below it: of a bot, in a text channel. A forum has posts by itself.',
    }),
    crosspost: z.boolean().optional().meta({
      description:
        'Whether messages are published to the servers that follow the channel: of a bot, in an announcement channel.',
    }),
    events: z.enum(['meetings', 'all']).optional().meta({
      description:
        'Coming events of its stories that are put among the events of the channel’s server: of a bot. Default: none.',
    }),
    types: z.array(z.enum(STORY_TYPES)).min(1).optional().meta({
      description: 'Types of alerts that are also posted here, whatever route their rules name.',
    }),
    language: language('Language of those who read this route; default: that of the settings.').optional(),
    quiet: z
      .strictObject({
        from: time('When they begin, as "22:00".'),
        to: time('When they end, as "07:00".'),
        timeZone: timeZone('Zone of these times; default: that of the settings.').optional(),
        still: z.enum(['high', 'nothing']).optional().meta({
          description: 'What still makes a sound in these hours: alerts of priority high, or nothing.',
        }),
      })
      .optional()
      .meta({ description: 'Hours in which messages come without a sound here.' }),
    alert,
    pingRole: snowflake('Role that alerts of priority high may ping.').optional(),
  })
  .superRefine((one, context) => {
    const ways = (['channel', 'webhook', 'webhookFile'] as const).filter(name => one[name] !== undefined)
    const add = (message: string) => context.addIssue({ code: 'custom', message })
    if (ways.length > 1) add(`the route has ${ways.join(' and ')} – keep one of them`)
    const byWebhook = one.webhook !== undefined || one.webhookFile !== undefined
    for (const name of ['threads', 'crosspost', 'events'] as const)
      if (byWebhook && one[name] !== undefined)
        add(`${name} is for a bot’s channel – a webhook cannot do that; remove ${name}`)
    if (one.types !== undefined && ways.length === 0)
      add('types is for a route with a place of its own – add channel, webhook or webhookFile')
    if (one.quiet !== undefined && one.quiet.from === one.quiet.to)
      add('quiet begins when it ends – write two times, such as from: "22:00" and to: "07:00"')
    if (one.threadName !== undefined && one.webhook === undefined && one.webhookFile === undefined)
      add('threadName is for a route with a webhook – add webhook or webhookFile, or remove it')
  })

/** Fills in the defaults. */
export function toRoute({
  channel,
  webhook,
  webhookFile,
  threadName,
  threads,
  crosspost,
  events,
  types,
  language: read,
  quiet,
  pingRole,
  alert: least,
}: z.output<typeof route>): Route {
  const variable = webhook === undefined ? null : ({ kind: 'variable', name: webhook } as const)
  return {
    channel: channel ?? null,
    webhook: webhookFile === undefined ? variable : { kind: 'file', path: webhookFile },
    threadName: threadName ?? null,
    threads: threads === 'story',
    crosspost: crosspost ?? false,
    events: events ?? null,
    types: types ?? [],
    language: read ?? null,
    quiet:
      quiet === undefined
        ? null
        : { from: quiet.from, to: quiet.to, timeZone: quiet.timeZone ?? null, still: quiet.still ?? 'high' },
    pingRole: pingRole ?? null,
    alert: least ?? null,
  }
}
