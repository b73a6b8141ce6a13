import type { Feed } from '../../feeds/feed.ts'
import type { Item, Names } from '../../feeds/item.ts'
import { concealedState } from '../../feeds/schedule/kept-state.ts'
import { carriesSecret, linkWithoutSecrets, redacted, secretsOf } from '../../feeds/secrets.ts'
import type { Polled } from '../world.ts'

/** The result of a poll without the feed's secrets: later steps never see them, so no log, store or channel can reveal them. */
export function concealPoll(polled: Polled, feed: Feed): Polled {
  const secrets = secretsOf(feed)
  const state = concealedState(polled.state, feed)
  const plain = (text: string) => redacted(text, secrets)
  // Most feeds have no secrets: their items stay unchanged.
  const open = secrets.length === 0 && !carriesSecret(feed)
  const failure = state.failure && { ...state.failure, what: plain(state.failure.what) }
  const notices = polled.notices.map(notice => ({ ...notice, what: plain(notice.what) }))
  const title = state.title === undefined ? {} : { title: plain(state.title) }
  const known = { state: { ...state, ...title, failure }, notices }
  switch (polled.kind) {
    case 'read':
      return {
        ...polled,
        ...known,
        items: open
          ? polled.items.map(item => withSoundLink(item, feed))
          : polled.items.map(item => withoutSecrets(item, feed, plain)),
        problems: polled.problems.map(plain),
      }
    case 'failed':
      return { ...polled, ...known, what: plain(polled.what) }
    case 'unchanged':
      return { ...polled, ...known }
  }
}

/** A link with "…" in it was truncated by its author, and leads nowhere. */
function withSoundLink(item: Item, feed: Feed): Item {
  return item.url?.includes('…') === true ? { ...item, url: linkWithoutSecrets(item.url, feed) } : item
}

/** A feed may repeat its secrets in entries; a link is dropped rather than shown in a channel with one. */
function withoutSecrets(item: Item, feed: Feed, plain: (text: string) => string): Item {
  return {
    ...item,
    keys: item.keys.map(plain),
    ...(item.names === undefined ? {} : { names: plainNames(item.names, plain) }),
    outlet: plain(item.outlet),
    url: item.url === null ? null : linkWithoutSecrets(item.url, feed),
    title: plain(item.title),
    summary: plain(item.summary),
  }
}

/** Masks secrets in an item's names. Masking is the same in all entries, so that names still compare alike. */
function plainNames(names: Names, plain: (text: string) => string): Names {
  const of = (text: string | null) => (text === null ? null : plain(text))
  const { guid, address, page, title, headline, through } = names
  return {
    ...names,
    guid: of(guid),
    address: of(address),
    page: of(page),
    title: of(title),
    headline: plain(headline),
    through: through && { ...through, source: of(through.source), sourceUrl: of(through.sourceUrl) },
  }
}
