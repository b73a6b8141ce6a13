import { stringify } from 'yaml'
import { type Amendment, describeMaker, standingAmendments } from '../../desk/amendment.ts'
import { DESK } from './files.ts'

/** What was changed in Discord, as files that are put on all others. */
export interface DeskLayer {
  /** By desk/ and the name of the file; none where nothing of it is changed. */
  readonly texts: ReadonlyMap<string, string>
  /** The amendment that a line comes from, counted from 1; null: a line of our own. */
  madeAt(file: string, line: number): Amendment | null
}

interface Entry<T> {
  readonly value: T
  readonly by: Amendment
}

const HEAD = '# Made in Discord: "config export" writes it into files of your own, /undo takes it back.'
const OPTIONS = { lineWidth: 0 } as const

/**
 * The layer that amendments make. What a later one changes of an earlier one stands once, as the later one has it.
 * @param all oldest first; those that are undone do not count
 */
export function deskLayer(all: readonly Amendment[]): DeskLayer {
  const standing = standingAmendments(all)
  const files = new Map<string, Lines>(
    [
      ['feeds.yaml', feedsOf(standing)] as const,
      ['terms.yaml', termsOf(standing)] as const,
      ['rules.yaml', rulesOf(standing)] as const,
    ].filter(([, file]) => file.lines.length > 0),
  )
  return {
    texts: new Map([...files].map(([name, { lines }]) => [`${DESK}/${name}`, `${[HEAD, ...lines].join('\n')}\n`])),
    madeAt: (file, line) => files.get(file.slice(DESK.length + 1))?.makers[line - 2] ?? null,
  }
}

/** Lines of a file, each with the amendment that it comes from. */
class Lines {
  readonly lines: string[] = []
  readonly makers: (Amendment | null)[] = []

  own(text: string): void {
    this.lines.push(text)
    this.makers.push(null)
  }

  /** An item of a list, below who made it. */
  item({ value, by }: Entry<unknown>, indent: string): void {
    const yaml = stringify([value], OPTIONS).trimEnd().split('\n')
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

function termsOf(standing: readonly Amendment[]): Lines {
  const lists = new Map<string, { added: Map<string, Entry<string>>; removed: Map<string, Entry<string>> }>()
  for (const by of standing) {
    const { edit } = by
    if (edit.what !== 'term-added' && edit.what !== 'term-removed') continue
    const { term: value } = edit
    const list = lists.get(edit.list) ?? { added: new Map(), removed: new Map() }
    lists.set(edit.list, list)
    // What is taken out and put in again is as the files have it.
    if (edit.what === 'term-added' && !list.removed.delete(value)) list.added.set(value, { value, by })
    if (edit.what === 'term-removed') {
      list.added.delete(value)
      if (edit.inFiles) list.removed.set(value, { value, by })
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

function rulesOf(standing: readonly Amendment[]): Lines {
  const rules = new Map<string, Entry<unknown>>()
  for (const by of standing)
    if (by.edit.what === 'rule-set') rules.set(String(by.edit.rule.name), { value: by.edit.rule, by })
  const lines = new Lines()
  lines.list('rules', rules.values())
  return lines
}
