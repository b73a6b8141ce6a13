import { readWebhook, renderCredentialProblem, type WebhookAddress } from './credentials.ts'
import type { Route, WebhookSource } from './settings.ts'

/** A route's webhook. Only `url` is a secret. */
export interface RouteWebhook extends WebhookAddress {
  /** Name of the posts that it creates in a forum; null: its channel is no forum. */
  readonly threadName: string | null
}

export interface RouteWebhooks {
  readonly webhooks: ReadonlyMap<string, RouteWebhook>
  /** Lines for people; they never contain an address. */
  readonly problems: readonly string[]
}

/**
 * The webhooks of all routes that have one.
 * @param read returns the text of a variable or file; null: there is none
 * @param api a server to use in place of Discord; null: Discord
 */
export function readRouteWebhooks(
  routes: Readonly<Record<string, Route>>,
  read: (source: WebhookSource) => string | null,
  api: string | null,
): RouteWebhooks {
  const webhooks = new Map<string, RouteWebhook>()
  const problems: string[] = []
  for (const [name, { webhook, threadName }] of Object.entries(routes)) {
    if (webhook === null) continue
    const where = webhook.kind === 'variable' ? webhook.name : `the file ${webhook.path}`
    const text = read(webhook)
    if (text === null) {
      const todo = webhook.kind === 'variable' ? `set ${webhook.name}, such as in .env` : 'put the address into it'
      problems.push(`route "${name}": ${where} has no webhook address – ${todo}`)
      continue
    }
    const found = readWebhook(text, api, where)
    if ('problems' in found) {
      problems.push(...found.problems.map(one => `route "${name}": ${renderCredentialProblem(one)}`))
      continue
    }
    const other = [...webhooks].find(([, one]) => one.webhookId === found.webhookId && one.threadName !== threadName)
    if (other !== undefined) {
      const todo = 'write the same threadName for both, or give each a webhook'
      problems.push(`route "${name}": ${where} is the webhook of route "${other[0]}" as well – ${todo}`)
    } else webhooks.set(name, { ...found, threadName })
  }
  return { webhooks, problems }
}

/** Two routes with the same webhook and different names for its posts: a webhook is one sender. null: there are none. */
export function namedApart(
  routes: Readonly<Record<string, Route>>,
): { readonly one: string; readonly other: string } | null {
  const first = new Map<string, readonly [name: string, threadName: string | null]>()
  for (const [name, { webhook, threadName }] of Object.entries(routes)) {
    if (webhook === null) continue
    const source = webhook.kind === 'variable' ? webhook.name : `file ${webhook.path}`
    const before = first.get(source)
    if (before === undefined) first.set(source, [name, threadName])
    else if (before[1] !== threadName) return { one: before[0], other: name }
  }
  return null
}
