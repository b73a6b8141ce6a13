import {
  type Amendment,
  type Edit,
  PROPOSED_FILES,
  type ProposedFile,
  standingAmendments,
} from '../../desk/amendment.ts'
import type { Parts } from '../parts.ts'
import { runsOf } from './desk-layer.ts'
import { type Edited, editFeeds, type FeedsEdit, localFeeds } from './edit-feeds.ts'
import { editLayer } from './edit-layer.ts'
import { editRules, editTerms, type TermEdit } from './edit-lists.ts'
import { type ConfigFileName, LOCAL } from './files.ts'
import type { Part } from './layer-forms.ts'

/**
 * Writes amendments into the texts of the user's own files, by name; existing text stays, comments included.
 * @param texts the files in force, by name
 * @param shipped the configuration without the user's own files
 */
export function exportAmendments(
  all: readonly Amendment[],
  texts: ReadonlyMap<string, string>,
  shipped: Pick<Parts, 'feeds' | 'terms'>,
): ReadonlyMap<ConfigFileName, Edited> {
  const edits = lasting(standingAmendments(all).map(({ edit }) => edit))
  const own = (name: ConfigFileName) => texts.get(`${LOCAL}/${name}`) ?? ''
  const feeds = edits.flatMap(edit => feedsEdit(edit, shipped, own('feeds.yaml')))
  const files = new Map<ConfigFileName, Edited>()
  if (feeds.length > 0) files.set('feeds.yaml', editFeeds(own('feeds.yaml'), feeds))
  for (const name of PROPOSED_FILES) {
    // In order, as the layers are applied.
    for (const run of runsOf(
      name,
      edits.map(edit => ({ edit })),
    )) {
      const before = files.get(name) ?? { kind: 'edited', text: own(name) }
      if (before.kind === 'edited')
        files.set(
          name,
          editRun(
            name,
            before.text,
            run.map(({ edit }) => edit),
            shipped,
          ),
        )
    }
  }
  return files
}

function editRun(
  name: ProposedFile,
  text: string,
  edits: readonly Edit[],
  shipped: Pick<Parts, 'feeds' | 'terms'>,
): Edited {
  const [first] = edits
  if (first?.what === 'proposal-applied') return editLayer(text, name.replace('.yaml', '') as Part, first.data)
  if (name === 'terms.yaml')
    return editTerms(
      text,
      edits.flatMap(edit => termEdit(edit, shipped)),
    )
  return editRules(
    text,
    edits.flatMap(edit => (edit.what === 'rule-set' ? [edit.rule] : [])),
  )
}

/** The parts that amendments can change. */
type Changed = Pick<Parts, 'feeds' | 'terms' | 'rules' | 'weights'>

/**
 * Whether two configurations agree in those parts; the order of feeds and terms does not matter.
 */
export function saysSame(a: Changed, b: Changed): boolean {
  return canonical(a) === canonical(b)
}

/** Drops removals that were later undone by an addition: writing both would lose the text that the files already have. */
function lasting(edits: readonly Edit[]): readonly Edit[] {
  const left = new Map<string, Edit[]>()
  for (const edit of edits) {
    const name = nameOf(edit)
    const before = left.get(name) ?? []
    const last = before.at(-1)
    const isBack =
      edit.what === 'feed-restored' || (edit.what === 'term-added' && last?.what === 'term-removed' && last.inFiles)
    left.set(name, isBack ? [] : [...before, edit])
  }
  const kept = new Set([...left.values()].flat())
  return edits.filter(edit => kept.has(edit))
}

function nameOf(edit: Edit): string {
  switch (edit.what) {
    case 'feed-added':
      return `feed ${String(edit.feed.id)}`
    case 'term-added':
    case 'term-removed':
      return `term ${edit.list} ${edit.term}`
    case 'rule-set':
      return `rule ${String(edit.rule.name)}`
    case 'proposal-applied':
      return `proposal ${edit.file} ${JSON.stringify(edit.data)}`
    default:
      return `feed ${edit.id}`
  }
}

function feedsEdit(edit: Edit, { feeds }: Pick<Parts, 'feeds'>, own: string): readonly FeedsEdit[] {
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
    case 'feed-removed':
      return [{ kind: 'remove', id: edit.id, shipped: feeds.some(feed => feed.id === edit.id) }]
    default:
      return []
  }
}

function termEdit(edit: Edit, { terms }: Pick<Parts, 'terms'>): readonly TermEdit[] {
  if (edit.what !== 'term-added' && edit.what !== 'term-removed') return []
  const { list, term } = edit
  const shipped = terms.lists[list]?.terms.some(one => one.term === term) === true
  return [{ kind: edit.what === 'term-added' ? 'add' : 'remove', list, term, shipped }]
}

function canonical({ feeds, terms, rules, weights }: Changed): string {
  const lists = Object.entries(terms.lists).map(([name, list]) => [
    name,
    { ...list, terms: list.terms.map(term => JSON.stringify(term)).sort() },
  ])
  return JSON.stringify([feeds.map(feed => JSON.stringify(feed)).sort(), lists, rules, weights])
}
