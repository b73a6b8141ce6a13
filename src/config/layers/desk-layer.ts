import { stringify } from 'yaml'
import {
  type Amendment,
  describeMaker,
  type Edit,
  fileOf,
  PROPOSED_FILES,
  type ProposedFile,
  standingAmendments,
} from '../../desk/amendment.ts'
import type { ConfigFileName } from './files.ts'
import { deskName } from './sources.ts'

/** The changes made in Discord, as files laid over all others. */
export interface DeskLayer {
  /** By their names from `deskName`; a file without changes has none. */
  readonly texts: ReadonlyMap<string, string>
  /** The amendment behind a line (from 1); null: a line added by us. */
  madeAt(file: string, line: number): Amendment | null
}

interface Entry<T> {
  readonly value: T
  readonly by: Amendment
}

const HEAD = '# Made in Discord: "config export" writes it into files of your own, /undo takes it back.'
const OPTIONS = { lineWidth: 0 } as const

/**
 * The layer made of amendments. If a later one changes an earlier one, only the later value is written.
 * @param all oldest first; undone ones are ignored
 */
export function deskLayer(all: readonly Amendment[]): DeskLayer {
  const standing = standingAmendments(all)
  const files = new Map<string, Lines>()
  const put = (name: ConfigFileName, layers: readonly Lines[]) => {
    const own = layers.filter(({ lines }) => lines.length > 0)
    for (const [at, layer] of own.entries()) files.set(deskName(name, at + 1), layer)
  }
  put('feeds.yaml', [feedsOf(standing)])
  for (const name of PROPOSED_FILES) put(name, layersOf(name, standing))
  return {
    texts: new Map([...files].map(([name, { lines }]) => [name, `${[HEAD, ...lines].join('\n')}\n`])),
    madeAt: (file, line) => files.get(file)?.makers[line - 2] ?? null,
  }
}

/** Groups changes into layers: consecutive changes by commands, or one applied proposal. */
export function runsOf<T extends { readonly edit: Edit }>(
  name: ProposedFile,
  all: readonly T[],
): readonly (readonly T[])[] {
  const runs: T[][] = []
  let open = false
  for (const one of all.filter(({ edit }) => fileOf(edit) === name)) {
    const whole = one.edit.what === 'proposal-applied'
    if (open && !whole) runs.at(-1)?.push(one)
    else runs.push([one])
    open = !whole
  }
  return runs
}

function layersOf(name: ProposedFile, standing: readonly Amendment[]): readonly Lines[] {
  const below = new Set<string>()
  return runsOf(name, standing).map(run => {
    const [first] = run
    if (first?.edit.what === 'proposal-applied') return appliedOf(first.edit.data, first)
    const layer = name === 'rules.yaml' ? rulesOf(run) : termsOf(run, below)
    for (const { edit } of run) if (edit.what === 'term-added') below.add(keyOf(edit))
    return layer
  })
}

function keyOf({ list, term }: { readonly list: string; readonly term: string }): string {
  return JSON.stringify([list, term])
}

/** Lines of a file, each with its amendment. */
class Lines {
  readonly lines: string[] = []
  readonly makers: (Amendment | null)[] = []

  own(text: string): void {
    this.lines.push(text)
    this.makers.push(null)
  }

  /** An item of a list, below a comment that names who made it. */
  item({ value, by }: Entry<unknown>, indent: string): void {
    this.data([value], by, indent)
  }

  data(value: unknown, by: Amendment, indent = ''): void {
    const yaml = stringify(value, OPTIONS).trimEnd().split('\n')
    for (const line of [`# ${describeMaker(by.made)}`, ...yaml]) {
      this.lines.push(line === '' ? '' : `${indent}${line}`)
      this.makers.push(by)
    }
  }

  list(key: string, items: Iterable<Entry<unknown>>, indent = ''): void {
    const own = [...items]
    if (own.length === 0) return
    this.own(`${indent}${key}:`)
    for (const item of own) this.item(item, `${indent}  `)
  }
}

function feedsOf(standing: readonly Amendment[]): Lines {
  const entries = new Map<string, Entry<Readonly<Record<string, string | boolean>>>>()
  const removed = new Map<string, Entry<string>>()
  for (const by of standing) {
    const { edit } = by
    const known = 'id' in edit ? entries.get(edit.id)?.value : undefined
    switch (edit.what) {
      case 'feed-added':
        entries.set(String(edit.feed.id), { value: edit.feed, by })
        break
      case 'feed-paused':
        entries.set(edit.id, { value: { ...(known ?? { id: edit.id }), enabled: false }, by })
        break
      case 'feed-resumed':
        entries.set(edit.id, { value: { ...(known ?? { id: edit.id }), enabled: true }, by })
        break
      case 'feed-restored':
        removed.delete(edit.id)
        break
      case 'feed-removed':
        entries.delete(edit.id)
        if (edit.inFiles) removed.set(edit.id, { value: edit.id, by })
    }
  }
  const lines = new Lines()
  lines.list('feeds', entries.values())
  lines.list('remove', removed.values())
  return lines
}

/** @param below what layers below add, by keyOf: to remove it, it must be named under remove: */
function termsOf(standing: readonly Amendment[], below: ReadonlySet<string>): Lines {
  const lists = new Map<string, { added: Map<string, Entry<string>>; removed: Map<string, Entry<string>> }>()
  for (const by of standing) {
    const { edit } = by
    if (edit.what !== 'term-added' && edit.what !== 'term-removed') continue
    const { term: value } = edit
    const list = lists.get(edit.list) ?? { added: new Map(), removed: new Map() }
    lists.set(edit.list, list)
    // Adding a term again only cancels its removal.
    if (edit.what === 'term-added' && !list.removed.delete(value)) list.added.set(value, { value, by })
    if (edit.what === 'term-removed') {
      list.added.delete(value)
      if (edit.inFiles || below.has(keyOf(edit))) list.removed.set(value, { value, by })
    }
  }
  const lines = new Lines()
  for (const [name, { added, removed }] of lists) {
    if (added.size + removed.size === 0) continue
    if (lines.lines.length === 0) lines.own('lists:')
    lines.own(`  ${stringify(name, OPTIONS).trimEnd()}:`)
    lines.list('terms', added.values(), '    ')
    lines.list('remove', removed.values(), '    ')
  }
  return lines
}

function appliedOf(data: Readonly<Record<string, unknown>>, by: Amendment): Lines {
  const lines = new Lines()
  lines.data(data, by)
  return lines
}

function rulesOf(standing: readonly Amendment[]): Lines {
  const rules = new Map<string, Entry<unknown>>()
  for (const by of standing)
    if (by.edit.what === 'rule-set') rules.set(String(by.edit.rule.name), { value: by.edit.rule, by })
  const lines = new Lines()
  lines.list('rules', rules.values())
  return lines
}
