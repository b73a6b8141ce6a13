import { matchPage } from '../../briefs/page/page-matches.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { Item } from '../../feeds/item.ts'
import type { ArticleText, World } from '../world.ts'

/** Longest wait for the pages of one feed's alerts, in ms: a summary is not worth a longer delay. */
const ARTICLES_MS = 12_000
/** Longest wait for the written summaries of one feed's stories, in ms: later ones keep the reports' own sentences. */
const SUMMARIES_MS = 30_000

/** What is left of the times that one feed's poll may wait for pages and summaries, in ms. */
export interface Patience {
  articles: number
  summaries: number
}

/** @returns the full times, for a new poll */
export function newPatience(): Patience {
  return { articles: ARTICLES_MS, summaries: SUMMARIES_MS }
}

/** Waits for something, and subtracts the time from what is left. */
export async function waiting<T>(
  world: World,
  patience: Patience,
  of: keyof Patience,
  work: (ms: number) => Promise<T>,
): Promise<T> {
  const began = world.clock.steady()
  const done = await work(patience[of])
  patience[of] = Math.max(0, Math.round(patience[of] - (world.clock.steady() - began)))
  return done
}

/** @returns pages by item id, of items that match their pages, as many as arrived in time */
export async function readPages(
  world: World,
  feed: Feed,
  wanted: readonly { readonly item: Item }[],
  patience: Patience,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ArticleText>> {
  const pages = new Map<string, ArticleText>()
  if (!feed.articles || !world.decisions().settings.articles || patience.articles === 0) return pages
  await waiting(world, patience, 'articles', async ms => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(ms)])
    await Promise.all(
      wanted.map(async ({ item }) => {
        if (item.url === null) return
        const page = await world.article(item.url, feed, deadline)
        if (page === null) return
        const match = matchPage(item, page)
        if (match.kind === 'same') pages.set(item.id, page)
        else world.log.info('page_left_aside', { feed: feed.id, item: item.id, url: item.url, why: match.why })
      }),
    )
  })
  return pages
}
