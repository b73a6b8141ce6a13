import type { Feed } from '../../feeds/feed.ts'
import type { Problem } from '../../text/show/problem.ts'
import { shownUrl } from '../../text/shown-url.ts'
import { type FileText, readLayers } from '../layers/read-layers.ts'
import { feedsSchema, toFeed } from '../schemas/feeds-schema.ts'

/**
 * Reads config/feeds.yaml. Two feeds with the same id or the same address are a problem.
 * @param over layers over it, in order
 */
export function readFeeds(
  file: string,
  text: string,
  over: readonly FileText[] = [],
): { feeds: readonly Feed[]; problems: readonly Problem[] } {
  const read = readLayers('feeds', { file, text, over }, feedsSchema)
  if (read.kind === 'problems') return { feeds: [], problems: read.problems }
  const problems: Problem[] = []
  const feeds = read.value.feeds.map(toFeed)
  for (const key of ['id', 'url'] as const) {
    const first = new Map<string, number>()
    feeds.forEach((feed, index) => {
      const value = feed[key]
      const earlier = first.get(value)
      if (earlier === undefined) first.set(value, index)
      else {
        const there = read.at(['feeds', earlier, key])
        const here = read.at(['feeds', index, key])
        const where = there.file === here.file ? `on line ${there.line}` : `in ${there.file}:${there.line}`
        const shown = key === 'url' ? shownUrl(value, feed.secret) : value
        const made = key === 'id' && read.value.feeds[index]?.id === undefined
        // Addresses that differ only in how their words are separated make the same id.
        const [what, todo] =
          made && feeds[earlier]?.url !== feed.url
            ? [`its address makes the id "${shown}", which another feed has`, `write an id: of its own at this one`]
            : [`${key} "${shown}" occurs twice`, 'remove one']
        // The same address twice is reported once.
        if (made && feeds[earlier]?.url === feed.url) return
        problems.push(read.problem(['feeds', index, key], `${what}, first ${where}`, todo))
      }
    })
  }
  return { feeds, problems }
}
