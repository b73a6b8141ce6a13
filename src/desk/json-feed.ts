import type { Published } from './published.ts'

/**
 * Alerts as JSON Feed 1.1 (jsonfeed.org/version/1.1).
 * @param alerts newest first
 * @param self address of the document
 */
export function renderJsonFeed(alerts: readonly Published[], self: string): string {
  const items = alerts.map(({ id, title, url, lines, outlet, type, at, changedAt }) => ({
    id,
    ...(url === null ? {} : { url }),
    title,
    content_text: [outlet, ...lines].join('\n'),
    date_published: new Date(at).toISOString(),
    date_modified: new Date(changedAt).toISOString(),
    authors: [{ name: outlet }],
    tags: [type],
  }))
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Backchannel: alerts',
    description: 'News that this bot has posted, one entry per event',
    feed_url: self,
    items,
  }
  return `${JSON.stringify(feed)}\n`
}
