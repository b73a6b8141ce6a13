import { idOf, shortHash } from '../../text/id.ts'
import type { Item, Names } from '../item.ts'
import { sketchOf } from './likeness.ts'

/** What is known of a feed's guids; absent: nothing yet. */
export type Guids =
  /** They stay with their entries when newer ones come before them: they are not positions in the list. */
  | 'steady'
  /** The same entry appears under different guids, for example with a date or a session in them: a new guid does not make a new entry. */
  | 'changing'
  /** Positions in the list, or the like: they identify nothing. */
  | 'unusable'

/** When a name was first and last seen (ms since 1970), and on which entry; null: noted by version 0.1, or unreadable. */
export interface Sighting {
  readonly first: number
  readonly last: number
  readonly mark: string | null
}

/** The mark of a name that several entries had: it identifies none. */
export const SEVERAL = '*'

/** An entry as it is noted beside one of its names. */
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
  /** Also null if it is the address itself. */
  readonly page: string | null
  readonly title: string | null
  /** The whole entry, for one without guid and address. */
  readonly whole: string
  /** For an aggregator's entry: the keys under which its outlet's own feed and other aggregators note it. */
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

/** An item's id if the key it is usually made of belongs to another entry, so that the two are not confused. */
export function fullId(item: Item, names: Names): string {
  return idOf(['item', item.feedId, names.address ?? names.guid ?? '', item.title || item.summary])
}

/** Compared only with marks beside the same name, so 30 bits are enough. */
function short(text: string): string {
  return shortHash(text, 6)
}
