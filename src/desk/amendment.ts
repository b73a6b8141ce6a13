import { clean } from '../alerts/card/escape.ts'
import { clip } from '../text/clip.ts'
import { isRecord } from '../text/record.ts'
import { renderMinute } from '../text/time/clock-time.ts'
import type { Change } from './steering.ts'

/** A configuration change. `inFiles`: whether the files themselves have it, so that leaving it out needs an explicit entry. */
export type Edit =
  | { readonly what: 'feed-added'; readonly feed: Readonly<Record<string, string | boolean>> }
  | { readonly what: 'feed-paused' | 'feed-resumed' | 'feed-restored'; readonly id: string }
  | { readonly what: 'feed-removed'; readonly id: string; readonly inFiles: boolean }
  | { readonly what: 'term-added'; readonly list: string; readonly term: string }
  | { readonly what: 'term-removed'; readonly list: string; readonly term: string; readonly inFiles: boolean }
  /** A whole rule as in rules.yaml; it replaces a rule of the same name. */
  | { readonly what: 'rule-set'; readonly rule: Readonly<Record<string, unknown>> }
  /** An applied proposal from readers' feedback: a file to layer over all earlier ones, as plain data, and what it does. */
  | {
      readonly what: 'proposal-applied'
      readonly file: ProposedFile
      readonly data: Readonly<Record<string, unknown>>
      readonly says: string
    }

/** Files for which changes are proposed. */
export const PROPOSED_FILES = ['terms.yaml', 'rules.yaml', 'weights.yaml'] as const
export type ProposedFile = (typeof PROPOSED_FILES)[number]

/** A configuration change made in Discord, and by whom: plain JSON, as stored. */
export interface Amendment {
  readonly id: string
  readonly edit: Edit
  readonly made: Change
  /** null: it is in effect. */
  readonly undone: Change | null
}

/** Names of facts in the store: the leading bot writes the first, `config export --clear` the second. */
export const AMENDMENTS = 'desk-amendments'
export const EXPORTED = 'desk-exported'

/** Most amendments in effect at a time: more belong in files. */
export const MOST_STANDING = 300
/** Most undone amendments that are kept, the newest. */
const MOST_UNDONE = 200
const WHO = 40
const WHAT = 200

/** Reads the stored amendments, oldest first, without unreadable ones and those exported into files. */
export function readAmendments(kept: unknown, exported: unknown): readonly Amendment[] {
  const gone = new Set(Array.isArray(exported) ? exported : [])
  return (Array.isArray(kept) ? kept.filter(isAmendment) : []).filter(one => !gone.has(one.id))
}

/** Amendments in effect, oldest first. */
export function standingAmendments(all: readonly Amendment[]): readonly Amendment[] {
  return all.filter(one => one.undone === null)
}

/** The amendments to store once one is added: all in effect, and the newest undone ones. */
export function withAmendment(all: readonly Amendment[], one: Amendment): readonly Amendment[] {
  const before = all.filter(({ id }) => id !== one.id)
  const dropped = new Set(
    before
      .filter(({ undone }) => undone !== null)
      .slice(0, -MOST_UNDONE)
      .map(({ id }) => id),
  )
  return [...before.filter(({ id }) => !dropped.has(id)), one]
}

/** Marks an amendment as undone; one that was already undone stays as it is. */
export function withoutAmendment(all: readonly Amendment[], id: string, undone: Change): readonly Amendment[] {
  return all.map(one => (one.id === id && one.undone === null ? { ...one, undone } : one))
}

/** "the feed example-org is paused", plain text. */
export function describeEdit(edit: Edit): string {
  switch (edit.what) {
    case 'feed-added':
      return `the feed ${String(edit.feed.id)} is added`
    case 'feed-paused':
      return `the feed ${edit.id} is paused`
    case 'feed-resumed':
      return `the feed ${edit.id} is polled again`
    case 'feed-restored':
      return `the feed ${edit.id} is back`
    case 'feed-removed':
      return `the feed ${edit.id} is removed`
    case 'term-added':
      return `the term "${clip(clean(edit.term), WHAT)}" is added to ${edit.list}`
    case 'term-removed':
      return `the term "${clip(clean(edit.term), WHAT)}" is removed from ${edit.list}`
    case 'rule-set':
      return `the rule "${clip(clean(String(edit.rule.name)), WHAT)}" now requires: ${clip(clean(String(edit.rule.when ?? '')), WHAT)}`
    case 'proposal-applied':
      return clip(clean(edit.says), WHAT)
  }
}

/** "Ann (6000…), 2026-11-28 13:05 UTC", plain text of one line. */
export function describeMaker({ name, by, at }: Change): string {
  return `${clip(clean(name), WHO)} (${by}), ${renderMinute(at, 'UTC')}`
}

/** The file that an edit changes. */
export function fileOf(edit: Edit): ProposedFile | 'feeds.yaml' {
  switch (edit.what) {
    case 'term-added':
    case 'term-removed':
      return 'terms.yaml'
    case 'rule-set':
      return 'rules.yaml'
    case 'proposal-applied':
      return edit.file
    default:
      return 'feeds.yaml'
  }
}

/**
 * A later change that builds on this one and would keep part of it: rules are rewritten with their present content, and a term's exception
 * names the term. null: none
 */
export function madeOn(all: readonly Amendment[], { id, edit }: Amendment): Amendment | null {
  const standing = standingAmendments(all)
  const later = standing.slice(standing.findIndex(one => one.id === id) + 1)
  const keeps = ({ edit: other }: Amendment) => {
    if (other.what === 'proposal-applied' && edit.what === 'term-added')
      return other.file === 'terms.yaml' && JSON.stringify(other.data).includes(JSON.stringify(edit.term))
    return edit.what === 'proposal-applied' && edit.file === 'rules.yaml' && fileOf(other) === 'rules.yaml'
  }
  return later.findLast(keeps) ?? null
}

const FIELDS: Readonly<Record<Edit['what'], (edit: Readonly<Record<string, unknown>>) => boolean>> = {
  'feed-added': ({ feed }) => isRecord(feed) && typeof feed.id === 'string' && typeof feed.url === 'string',
  'feed-paused': ({ id }) => typeof id === 'string',
  'feed-resumed': ({ id }) => typeof id === 'string',
  'feed-restored': ({ id }) => typeof id === 'string',
  'feed-removed': ({ id, inFiles }) => typeof id === 'string' && typeof inFiles === 'boolean',
  'term-added': ({ list, term }) => typeof list === 'string' && typeof term === 'string',
  'term-removed': ({ list, term, inFiles }) =>
    typeof list === 'string' && typeof term === 'string' && typeof inFiles === 'boolean',
  'rule-set': ({ rule }) => isRecord(rule) && typeof rule.name === 'string',
  'proposal-applied': ({ file, data, says }) =>
    PROPOSED_FILES.some(one => one === file) && isRecord(data) && typeof says === 'string',
}

function isAmendment(value: unknown): value is Amendment {
  if (!isRecord(value) || typeof value.id !== 'string' || !isRecord(value.edit) || !isChange(value.made)) return false
  const { what } = value.edit
  if (typeof what !== 'string' || !Object.hasOwn(FIELDS, what)) return false
  return FIELDS[what as Edit['what']](value.edit) && (value.undone === null || isChange(value.undone))
}

function isChange(value: unknown): value is Change {
  return (
    isRecord(value) &&
    [value.askId, value.by, value.name].every(one => typeof one === 'string') &&
    Number.isFinite(value.at)
  )
}
