import type { Feed } from '../feeds/feed.ts'
import type { Problem } from '../text/problem.ts'
import { shownUrl } from '../text/shown-url.ts'
import { feedsSchema, toFeed } from './feeds-schema.ts'
import { readYaml } from './read-yaml.ts'

/** Reads config/feeds.yaml. Two feeds with one id or one address are a problem. */
export function readFeeds(file: string, text: string): { feeds: readonly Feed[]; problems: readonly Problem[] } {
  const read = readYaml(file, text, feedsSchema)
  if (read.kind === 'problems') return { feeds: [], problems: read.problems }
  const problems: Problem[] = []
  for (const key of ['id', 'url'] as const) {
    const first = new Map<string, number>()
    read.value.feeds.forEach((feed, index) => {
      const value = feed[key]
      const earlier = first.get(value)
      if (earlier === undefined) first.set(value, index)
      else {
        const { line } = read.at(['feeds', earlier, key])
        problems.push(
          read.problem(
            ['feeds', index, key],
            `${key} "${key === 'url' ? shownUrl(value, feed.secret) : value}" stands twice, first on line ${line}`,
            'remove one',
          ),
        )
      }
    })
  }
  return { feeds: read.value.feeds.map(toFeed), problems }
}
