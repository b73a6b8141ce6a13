import { calendar } from '../desk/answers/calendar.ts'
import { calendarEvents, type Upcoming } from '../desk/answers/upcoming.ts'
import { renderJsonFeed } from '../desk/json-feed.ts'
import { MOST_PUBLISHED, type Published, publishedOf } from '../desk/published.ts'
import { renderRss } from '../desk/rss.ts'
import type { HttpFile } from '../io/ops/serve/http-files.ts'
import type { Store } from '../io/store/store.ts'

const DAY = 86_400_000
/** How far back alerts are listed, in ms. */
const SINCE = 31 * DAY
/** How long data read from the store is served, in ms: many readers cost the store no more than one. */
const KEPT_MS = 60_000
/** Most coming events in a calendar: the soonest. */
const MOST_EVENTS = 500

export const PUBLISHED_PATHS = ['/alerts.rss', '/alerts.json', '/upcoming.ics'] as const

interface Read {
  readonly at: number
  readonly alerts: readonly Published[]
  readonly events: readonly Upcoming[]
}

/** Posted stories and coming events for readers outside Discord. Read-only. */
export class Publisher {
  readonly #store: Pick<Store, 'openStories' | 'delivery' | 'events'>
  readonly #now: () => number
  #last: { readonly at: number; readonly read: Promise<Read> } | null = null

  /** @param now ms since 1970 */
  constructor(store: Pick<Store, 'openStories' | 'delivery' | 'events'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** @param self the document's own address @throws StoreError */
  async file(path: string, self: string): Promise<HttpFile> {
    const { at, alerts, events } = await this.#read()
    switch (path) {
      case '/alerts.rss':
        return { type: 'application/rss+xml; charset=utf-8', text: renderRss(alerts, self) }
      case '/alerts.json':
        return { type: 'application/feed+json; charset=utf-8', text: renderJsonFeed(alerts, self) }
      default: {
        // Events are stamped with the day, so that an unchanged calendar stays the same file all day.
        const text = calendar(calendarEvents(events).slice(0, MOST_EVENTS), at - (at % DAY))
        return { type: 'text/calendar; charset=utf-8', text }
      }
    }
  }

  #read(): Promise<Read> {
    const now = this.#now()
    const last = this.#last
    if (last !== null && Math.abs(now - last.at) < KEPT_MS) return last.read
    const read = this.#readStore(now)
    this.#last = { at: now, read }
    // After a failure, the next request reads again.
    read.catch(() => {
      if (this.#last?.read === read) this.#last = null
    })
    return read
  }

  async #readStore(now: number): Promise<Read> {
    const stories = (await this.#store.openStories(now - SINCE)).filter(one => one.telling !== null)
    const newest = stories.sort((a, b) => (b.telling?.toldAt ?? 0) - (a.telling?.toldAt ?? 0)).slice(0, MOST_PUBLISHED)
    const alerts: Published[] = []
    for (const story of newest) {
      const post = await this.#store.delivery(story.telling?.postId ?? '')
      const alert = publishedOf(story, post?.createdAt ?? story.openedAt)
      if (alert !== null) alerts.push(alert)
    }
    return { at: now, alerts: alerts.sort((a, b) => b.at - a.at), events: await this.#store.events(now - DAY) }
  }
}
