import type { Published } from './published.ts'

/**
 * Alerts as RSS 2.0 (rssboard.org/rss-specification), with the document's own address, as the RSS Advisory Board's Best Practices Profile
 * recommends.
 * @param alerts newest first
 * @param self address of the document
 */
export function renderRss(alerts: readonly Published[], self: string): string {
  const changed = alerts.map(one => one.changedAt)
  const built = changed.length === 0 ? '' : element('lastBuildDate', dateOf(Math.max(...changed)))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    element('title', 'Backchannel: alerts'),
    element('link', self),
    element('description', 'News that this bot has posted, one entry per event'),
    `<atom:link href="${escaped(self)}" rel="self" type="application/rss+xml"/>`,
    `${built}<ttl>1</ttl>`,
    ...alerts.map(itemOf),
    '</channel></rss>\n',
  ].join('\n')
}

function itemOf({ id, title, url, lines, outlet, type, at }: Published): string {
  return [
    '<item>',
    element('title', title),
    url === null ? '' : element('link', url),
    `<guid isPermaLink="false">${escaped(id)}</guid>`,
    element('pubDate', dateOf(at)),
    element('category', type),
    // Feed readers parse the description as HTML: a stranger's "<" must be text there too, so it is escaped twice.
    element('description', [outlet, ...lines].map(line => `<p>${escaped(line)}</p>`).join('')),
    '</item>',
  ].join('')
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

/** RFC 822 with a year of four digits. */
function dateOf(ms: number): string {
  return new Date(ms).toUTCString()
}

/** Characters that XML 1.0 does not allow (section 2.2); lone surrogates were replaced before. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(NO_XML, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
