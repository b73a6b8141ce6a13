import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { LOCAL } from '../../config/layers/files.ts'
import type { EventSense } from '../../events/sense.ts'
import { systemClock } from '../../io/ops/clock.ts'
import { StoreError } from '../../io/store/store.ts'
import { Backtest, type Change, type Counts } from '../../rules/backtest.ts'
import type { Level, RuleSet } from '../../rules/rule-set.ts'
import type { TermIndex } from '../../rules/terms/terms.ts'
import { visible } from '../../text/show/visible.ts'
import { parseDuration } from '../../text/time/duration.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { writeJsonLine } from '../json-lines.ts'
import { openStoreFor, storeOption } from '../store/store-option.ts'
import { alertOption } from './alert-option.ts'
import { itemsOfFile, itemsOfStore, type PastItem } from './past-items.ts'
import { alertIn, loadRules, loadSense, loadTerms } from './rule-files.ts'

export const command: Command = {
  name: 'backtest',
  summary: 'show which alerts changed rules would add and remove',
  help: `
usage: backchannel backtest [--rules FILE…] [--terms FILE] [--weights FILE] [--alert LEVEL] [--local DIR] [--since 30d] [--json]

Runs the rules in force and the new ones over all items in the store and prints what would be newly alerted (+) and no
longer alerted (-), with the words and the reason, then counts. Nothing is posted or changed.

Options
  --rules FILE…   the new rules; default: those in force
  --terms FILE    the new terms; default: those in force
  --weights FILE  the new weights; default: those in force
  --alert LEVEL   the new alert level: strict, normal, wide, or a score from 0 to 100
  --local DIR     a changed copy of config/local, to be used in its place
  --since LENGTH  only items first seen since then: 12h, 30d (default: all that are kept)
  --items FILE    items as JSON lines, as for explain --json, instead of the store's
  --config DIR    the files in force (default: config)
  --state DIR     state directory (default: state)
  --json          one JSON line per change, then one with the counts

Example
  npm run -s backchannel -- backtest --rules new-rules.yaml --since 30d
`,
  options: {
    rules: { type: 'string', multiple: true },
    terms: { type: 'string' },
    weights: { type: 'string' },
    alert: { type: 'string' },
    local: { type: 'string' },
    since: { type: 'string' },
    items: { type: 'string' },
    config: { type: 'string', default: 'config' },
    json: { type: 'boolean' },
    ...storeOption,
  },
  takesWords: true,
  run: backtest,
}

async function backtest(context: CommandContext): Promise<number> {
  const { values, positionals, stderr } = context
  const directory = String(values.config)
  const rules = [...((values.rules ?? []) as readonly string[]), ...positionals]
  const changed = [values.terms, values.weights, values.alert, values.local].some(value => value !== undefined)
  if (rules.length === 0 && !changed) {
    stderr.write('nothing to compare – name what is new with --rules, --terms, --weights, --alert or --local\n')
    return EXIT.usage
  }
  const alert = alertOption(values.alert)
  if (alert === undefined) {
    stderr.write(`--alert: "${values.alert}" is not a level – strict, normal, wide, or a score from 0 to 100\n`)
    return EXIT.usage
  }
  const local = values.local === undefined ? undefined : String(values.local)
  if (local !== undefined && !(await isDirectory(local))) {
    stderr.write(`--local: "${local}" is not a directory – name a copy of ${join(directory, LOCAL)}\n`)
    return EXIT.usage
  }
  const length = values.since === undefined ? null : parseDuration(String(values.since))
  if (values.since !== undefined && length === null) {
    stderr.write(`--since: "${values.since}" is not a length of time – write a number and a unit: 12h, 30d\n`)
    return EXIT.usage
  }
  const inForce = [join(directory, 'rules.yaml')]
  const terms = await loadTerms(join(directory, 'terms.yaml'), stderr)
  const termsFile = values.terms === undefined ? join(directory, 'terms.yaml') : String(values.terms)
  const sameTerms = values.terms === undefined && local === undefined
  const newTerms = sameTerms ? terms : await loadTerms(termsFile, stderr, { directory, local })
  const weights = join(directory, 'weights.yaml')
  const senses = new Map<TermIndex, Promise<EventSense | null>>()
  const [before, after] = await Promise.all([
    setOf(terms, inForce, weights, null),
    setOf(newTerms, rules.length > 0 ? rules : inForce, String(values.weights ?? weights), alert, local),
  ])
  if (before === null || after === null) return EXIT.config
  const test = new Backtest(before, after)
  return compareItems()

  /** Each item is read as an event only once if both sides have the same terms. */
  function senseOf(index: TermIndex): Promise<EventSense | null> {
    const known = senses.get(index)
    if (known !== undefined) return known
    const sense = loadSense(directory, (text, language) => index.scan(text, language), stderr)
    senses.set(index, sense)
    return sense
  }

  async function setOf(
    index: TermIndex | null,
    files: readonly string[],
    weights: string,
    level: Level | number | null,
    own?: string,
  ): Promise<RuleSet | null> {
    if (index === null) return null
    const sense = await senseOf(index)
    if (sense === null) return null
    return loadRules(files, index, { sense, weights, alert: await alertIn(directory, level) }, stderr, own)
  }

  async function compareItems(): Promise<number> {
    try {
      if (values.items !== undefined) await compareAll(itemsOfFile(String(values.items)), test, context)
      else {
        const store = await openStoreFor(values, context.env, stderr)
        if (typeof store === 'number') return store
        try {
          const since = length === null ? 0 : systemClock.now() - length
          await compareAll(itemsOfStore(store, since, directory), test, context)
        } finally {
          await store.close()
        }
      }
    } catch (error) {
      if (error instanceof StoreError) stderr.write(`the store cannot be read: ${error.message}\n`)
      else if (error instanceof SyntaxError || isFileError(error))
        stderr.write(`--items: ${(error as Error).message}\n`)
      else throw error
      return error instanceof StoreError ? EXIT.unreachable : EXIT.usage
    }
    return EXIT.well
  }
}

/** Compares both rule sets on every item; writes each change as it is found, and the counts at the end. */
export async function compareAll(
  items: AsyncIterable<PastItem>,
  test: Backtest,
  context: Pick<CommandContext, 'values' | 'stdout'>,
): Promise<void> {
  const json = context.values.json === true
  for await (const { id, judged } of items) {
    const change = test.compare(id, judged)
    if (change === null) continue
    if (json) await writeJsonLine(context.stdout, change)
    else context.stdout.write(visible(renderChange(change)))
  }
  if (json) await writeJsonLine(context.stdout, test.counts())
  else context.stdout.write(renderCounts(test.counts()))
}

async function isDirectory(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.isDirectory() === true
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E')
}

function renderChange({ change, title, source, rules, type, words, because }: Change): string {
  const sign = change === 'new' ? '+' : '-'
  const by = `${type}, ${rules.join(', ')}: ${words.map(word => `"${word}"`).join(', ')}`
  const side = change === 'new' ? 'before:' : 'after:'
  const why = because.slice(0, 3).map(reason => `    ${side} ${reason}\n`)
  return `${sign} ${title}${source === '' ? '' : ` (${source})`}\n    ${by}\n${why.join('')}`
}

function renderCounts(counts: Counts): string {
  return `${counts.items} items: ${counts.before} alerted now, ${counts.after} with the new rules: ${counts.new} newly, ${counts.gone} no longer\n`
}
