/** The schema of `settings.yaml`, with its defaults. The JSON Schemas for editors are generated from the schemas in this folder. */

import { z } from 'zod'
import type { FirstRun } from '../../alerts/timing.ts'
import { parseDuration } from '../../text/time/duration.ts'
import type { Settings } from '../settings.ts'
import { cronProblem } from './cron.ts'
import { allowedHost, duration, language, snowflake, timeZone } from './fields.ts'
import { alert, route, toRoute } from './route-schema.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const cron = z.string().superRefine((text, context) => {
  const problem = cronProblem(text)
  const clock = /^(\d{1,2}):(\d\d)$/.exec(text.trim())
  const meant =
    clock === null ? '' : `, "${Number(clock[2])} ${Number(clock[1])} * * *" for ${text.trim()} UTC each day`
  const fields = 'five fields: minute hour day month weekday, such as "*/5 * * * *"'
  if (problem !== null)
    context.addIssue({ code: 'custom', message: `not a time for cron: ${problem} – write ${fields}${meant}` })
})

export const settingsSchema = z
  .strictObject({
    wake: cron.optional().meta({ description: 'Cron in UTC: when to look for feeds that are due.' }),
    interval: duration('How often a feed is polled unless it says otherwise.', MINUTE, DAY).optional(),
    runDeadline: duration('Longest time for one cycle.', MINUTE, HOUR).optional(),
    timeZone: timeZone('Zone of dates in the terminal and the digest.').optional(),
    language: language('Language of those who read: a summary is in it where a report is.').optional(),
    alert,
    firstRun: z
      .string()
      .regex(/^(none|newest \d+|since \d+(\.\d+)?[smhd])$/, 'not a first run – none, "newest 3" or "since 6h"')
      .optional()
      .meta({
        description: 'What is posted of the entries that a new feed already holds: none, newest N or since 6h.',
      }),
    maxAge: duration('Entries older than this are recorded, not posted.', HOUR, 60 * DAY).optional(),
    keep: z
      .strictObject({
        seen: duration('How long an entry is remembered.', 7 * DAY).optional(),
        archive: duration('How long items are kept for backtest, explain and the digest.', DAY).optional(),
      })
      .optional(),
    replicas: z
      .strictObject({
        fetch: z.enum(['leader', 'shared']).optional().meta({
          description:
            'With several processes on one Redis or PostgreSQL: whether the leader polls all feeds, or each polls its share.',
        }),
      })
      .optional(),
    fetch: z
      .strictObject({
        contact: z
          .string()
          .min(3)
          .regex(
            /^[\x20-\x7e]*$/,
            'the contact has a character that HTTP cannot carry – write it in letters of ASCII: a page or a mail address',
          )
          .optional()
          .meta({ description: 'Page or mail address in the User-Agent, where a publisher reaches you.' }),
        allowHosts: z.array(allowedHost).optional().meta({
          description:
            'Hosts, with a port or without, that may be asked although their address is private: for feeds whose url is on one.',
        }),
        hostPause: duration('Pause between two requests to one host.', 0, MINUTE).optional(),
        articles: z.boolean().optional().meta({ description: 'Whether linked pages are read for summaries.' }),
      })
      .optional(),
    routes: z
      .record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'not a route name – lower-case letters, digits, hyphens'), route)
      .optional(),
    operationsChannel: snowflake('Channel for messages to operators; default: the log only.').optional(),
    firstStart: z.enum(['channel', 'operations', 'off']).optional().meta({
      description:
        'Where it is said once that the bot has begun; default: the operations channel, where there is none the channel of alerts.',
    }),
    onUncertain: z
      .enum(['resend', 'hold'])
      .optional()
      .meta({ description: 'Webhook only: what to do with a message that may or may not have arrived.' }),
    nonceWindow: duration('How long Discord remembers a nonce.', 10_000, HOUR).optional(),
    stories: z
      .strictObject({
        quiet: duration('A story with no report for this long is closed.', HOUR, 30 * DAY).optional(),
        developments: z.enum(['reply', 'off']).optional(),
      })
      .optional(),
    flood: z
      .union([
        z.literal('off'),
        z.strictObject({
          messages: z.int().min(1).max(1000).optional(),
          within: duration('Time in which so many are messages of their own.', MINUTE, DAY).optional(),
        }),
      ])
      .optional()
      .meta({
        description:
          'What of more new messages than these, of a priority below high, goes out in summary cards; or off.',
      }),
    summary: z
      .strictObject({
        dailyRequests: z.int().min(0).max(10_000).optional(),
        deadline: duration('Longest wait for SUMMARY_URL.', 1000, MINUTE).optional(),
      })
      .optional(),
    digest: z
      .strictObject({ cron, days: z.int().min(1).max(31).optional(), route: z.string().optional() })
      .optional()
      .meta({ description: 'Leave out for no digest.' }),
    desk: z
      .union([
        z.enum(['on', 'off']),
        z.strictObject({
          role: snowflake('Role whose members may change what the bot does, beside who manages the server.'),
        }),
      ])
      .optional()
      .meta({ description: 'Commands and buttons in Discord, of a bot: on, off, or who may change things.' }),
    http: z
      .strictObject({ port: z.int().min(1).max(65535), host: z.string().optional() })
      .optional()
      .meta({
        description:
          'Port for /healthz, /readyz, /metrics, /alerts.rss, /alerts.json and /upcoming.ics; leave out for none. host defaults to 127.0.0.1.',
      }),
  })
  .meta({ title: 'Backchannel settings' })

/** Fills in the defaults. */
export function toSettings(raw: z.output<typeof settingsSchema>): Settings {
  const routes = Object.entries(raw.routes ?? {}).map(([name, one]) => [name, toRoute(one)] as const)
  return {
    wake: raw.wake ?? '* * * * *',
    intervalMs: raw.interval ?? 10 * MINUTE,
    runDeadlineMs: raw.runDeadline ?? 5 * MINUTE,
    timeZone: raw.timeZone ?? 'UTC',
    firstRun: toFirstRun(raw.firstRun ?? 'none'),
    maxAgeMs: raw.maxAge ?? 48 * HOUR,
    keep: { seenMs: raw.keep?.seen ?? 365 * DAY, archiveMs: raw.keep?.archive ?? 183 * DAY },
    sharedFetch: raw.replicas?.fetch === 'shared',
    contact: raw.fetch?.contact ?? 'no contact given',
    allowHosts: raw.fetch?.allowHosts ?? [],
    hostPauseMs: raw.fetch?.hostPause ?? 1000,
    alert: raw.alert ?? 'normal',
    routes: { default: toRoute({}), ...Object.fromEntries(routes) },
    operationsChannel: raw.operationsChannel ?? null,
    firstStart: raw.firstStart ?? null,
    onUncertain: raw.onUncertain ?? 'resend',
    nonceWindowMs: raw.nonceWindow ?? 3 * MINUTE,
    stories: { quietMs: raw.stories?.quiet ?? 3 * DAY, developments: raw.stories?.developments ?? 'reply' },
    flood: toFlood(raw.flood),
    articles: raw.fetch?.articles ?? true,
    language: raw.language ?? 'en',
    summary: { dailyRequests: raw.summary?.dailyRequests ?? 200, deadlineMs: raw.summary?.deadline ?? 15_000 },
    digest:
      raw.digest === undefined
        ? null
        : { cron: raw.digest.cron, days: raw.digest.days ?? 1, route: raw.digest.route ?? 'default' },
    desk: raw.desk === 'off' ? null : { role: typeof raw.desk === 'object' ? raw.desk.role : null },
    http: raw.http === undefined ? null : { port: raw.http.port, host: raw.http.host ?? '127.0.0.1' },
  }
}

function toFlood(raw: z.output<typeof settingsSchema>['flood']): Settings['flood'] {
  return raw === 'off' ? null : { messages: raw?.messages ?? 6, withinMs: raw?.within ?? 10 * MINUTE }
}

function toFirstRun(text: string): FirstRun {
  const [kind, amount = ''] = text.split(' ')
  if (kind === 'newest') return { kind, count: Number(amount) }
  if (kind === 'since') return { kind, ms: parseDuration(amount) ?? 0 }
  return { kind: 'none' }
}
