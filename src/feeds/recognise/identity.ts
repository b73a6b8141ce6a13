import { idOf, shortHash } from '../../text/id.ts'
import type { Item, Names } from '../item.ts'
import { sketchOf } from './likeness.ts'

/** What is known of a feed's guids; absent: nothing yet. */
export type Guids =
  /** They stay with their entries when others come before them: they are no places in the list. */
  | 'steady'
  /** The same entry comes under another one, as where a date or a session is part of it: a new guid does not make a new entry. */
  | 'changing'
  /** A place in the list, or the like: they name nothing. */
  | 'unusable'

/** First and last time a name was met, in ms since 1970, and the entry that bore it; null: noted by version 0.1, or not to be read. */
export interface Sighting {
  readonly first: number
  readonly last: number
  readonly mark: string | null
}

/** The mark of a name that several entries bore: it names none. */
export const SEVERAL = '*'

/** An entry as it stands beside a name that it bore. */
export interface Mark {
  readonly feed: string
  readonly guid: string
  readonly address: string
  readonly title: string
  readonly sketch: string
}

export function markOf(item: Item, names: Names): Mark {
  return {
    feed: short(item.feedId),
    guid: names.guid === null ? '' : short(names.guid),
    address: names.address === null ? '' : short(names.address),
    title: names.headline === '' ? '' : short(names.headline),
    sketch: sketchOf(names.headline),
  }
}

export function writeMark({ feed, guid, address, title, sketch }: Mark): string {
  return [feed, guid, address, title, sketch].join('.')
}

export function readMark(text: string): Mark {
  const [feed = '', guid = '', address = '', title = '', sketch = ''] = text.split('.')
  return { feed, guid, address, title, sketch }
}

/** The keys under which an item's names are noted. */
export interface Keys {
  readonly guid: string | null
  readonly address: string | null
  /** null also where it is the address itself. */
  readonly page: string | null
  readonly title: string | null
  /** The whole entry, for one that no guid and no address names. */
  readonly whole: string
  /** Of an aggregator's entry: what its outlet's own feed and other aggregators have noted. */
  readonly own: { readonly address: string | null; readonly page: string | null; readonly title: string | null } | null
  readonly heard: string | null
}

export function keysOf(item: Item, names: Names): Keys {
  const { guid, address, page, title, scope, through } = names
  const at = (of: string, url: string | null) => (url === null ? null : `at:${of}:${url}`)
  const said = (of: string) => (title === null ? null : `said:${of}:${title}`)
  const apart = page === address ? null : page
  return {
    guid: guid === null ? null : `guid:${item.feedId}:${guid}`,
    address: at(scope, address),
    page: at(scope, apart),
    title: said(scope),
    whole: `whole:${item.feedId}:${item.url ?? ''}\n${item.title || item.summary}`,
    own:
      through === null
        ? null
        : { address: at(through.outlet, address), page: at(through.outlet, apart), title: said(through.outlet) },
    heard: through === null || title === null ? null : `heard:${through.outlet}:${title}`,
  }
}

/** An item's id where the key that it is usually made of belongs to another entry: what is said of it is not said of that one. */
export function fullId(item: Item, names: Names): string {
  return idOf(['item', item.feedId, names.address ?? names.guid ?? '', item.title || item.summary])
}

/** Compared only with what stood beside the same name: 30 bits are enough. */
function short(text: string): string {
  return shortHash(text, 6)
}
