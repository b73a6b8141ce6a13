import { type Amendment, standingAmendments } from '../desk/amendment.ts'
import { type Edited, editFeeds, type FeedsEdit, localFeeds } from './edit-feeds.ts'
import { editRules, editTerms, type TermEdit } from './edit-lists.ts'
import { type ConfigFileName, LOCAL } from './files.ts'
import type { Parts } from './parts.ts'

/**
 * Writes amendments into the texts of the user's own files, by name: what stands there stays, comments included.
 * @param texts of the files in force, by name
 * @param shipped what the files say without the user's own
 */
export function exportAmendments(
  all: readonly Amendment[],
  texts: ReadonlyMap<string, string>,
  shipped: Pick<Parts, 'feeds' | 'terms'>,
): ReadonlyMap<ConfigFileName, Edited> {
  const standing = standingAmendments(all)
  const own = (name: ConfigFileName) => texts.get(`${LOCAL}/${name}`) ?? ''
  const feeds = standing.flatMap(({ edit }) => feedsEdit(edit, shipped, own('feeds.yaml')))
  const terms = standing.flatMap(({ edit }) => termEdit(edit, shipped))
  const rules = standing.flatMap(({ edit }) => (edit.what === 'rule-set' ? [edit.rule] : []))
  const files = new Map<ConfigFileName, Edited>()
  if (feeds.length > 0) files.set('feeds.yaml', editFeeds(own('feeds.yaml'), feeds))
  if (terms.length > 0) files.set('terms.yaml', editTerms(own('terms.yaml'), terms))
  if (rules.length > 0) files.set('rules.yaml', editRules(own('rules.yaml'), rules))
  return files
}

/**
 * Whether two configurations say the same of what amendments change; the order of feeds and terms says nothing.
 */
export function saysSame(a: Pick<Parts, 'feeds' | 'terms' | 'rules'>, b: typeof a): boolean {
  return canonical(a) === canonical(b)
}

function feedsEdit(edit: Amendment['edit'], { feeds }: Pick<Parts, 'feeds'>, own: string): readonly FeedsEdit[] {
  switch (edit.what) {
    case 'feed-added': {
      // Exported before and not cleared.
      const known = localFeeds(own).feeds.some(feed => feed.id === edit.feed.id)
      return known ? [] : [{ kind: 'add', entry: edit.feed }]
    }
    case 'feed-paused':
      return [{ kind: 'pause', id: edit.id }]
    case 'feed-resumed': {
      const pausedAsShipped = feeds.find(feed => feed.id === edit.id)?.enabled === false
      return [{ kind: 'resume', id: edit.id, pausedAsShipped }]
    }
    case 'feed-restored':
      return [{ kind: 'restore', id: edit.id }]
    case 'feed-removed':
      return [{ kind: 'remove', id: edit.id, shipped: feeds.some(feed => feed.id === edit.id) }]
    default:
      return []
  }
}

function termEdit(edit: Amendment['edit'], { terms }: Pick<Parts, 'terms'>): readonly TermEdit[] {
  if (edit.what !== 'term-added' && edit.what !== 'term-removed') return []
  const { list, term } = edit
  const shipped = terms.lists[list]?.terms.some(one => one.term === term) === true
  return [{ kind: edit.what === 'term-added' ? 'add' : 'remove', list, term, shipped }]
}

function canonical({ feeds, terms, rules }: Pick<Parts, 'feeds' | 'terms' | 'rules'>): string {
  const lists = Object.entries(terms.lists).map(([name, list]) => [
    name,
    { ...list, terms: list.terms.map(term => JSON.stringify(term)).sort() },
  ])
  return JSON.stringify([feeds.map(feed => JSON.stringify(feed)).sort(), lists, rules])
}
