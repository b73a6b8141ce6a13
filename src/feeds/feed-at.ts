import { feedAddress } from './defaults.ts'
import type { Feed } from './feed.ts'

/** The feed that already has an address; null: none. */
export function feedAt<F extends Pick<Feed, 'url'>>(feeds: readonly F[], address: string): F | null {
  const wanted = feedAddress(address)
  return feeds.find(feed => feedAddress(feed.url) === wanted) ?? null
}
