import type { Dialect, Naming } from './field-names.ts'

const SPACES =
  'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:news="https://www.bing.com/news"'

/** Puts the feed's dialect around its parts. Short names use no prefixes, so none are declared. */
export function writeFeed(dialect: Dialect, version: string, feed: string, entries: string, naming: Naming): string {
  const of = (address: string) => (naming === 'short' ? 'v="1"' : `xmlns="${address}" ${SPACES}`)
  if (dialect === 'atom') return `<feed ${of('http://www.w3.org/2005/Atom')}>${feed}${entries}</feed>`
  if (dialect === 'rdf')
    return `<rdf:RDF ${of('http://purl.org/rss/1.0/')}><channel>${feed}</channel>${entries}</rdf:RDF>`
  // rss-parser knows 0.9x and 2.x; if the version is missing or invalid, 2.0 covers all of them.
  const known = /^(?:0\.9\d?|2(?:\.\d)*)$/.test(version) ? version : '2.0'
  return `<rss version="${known}"${naming === 'short' ? '' : ` ${SPACES}`}><channel>${feed}${entries}</channel></rss>`
}
