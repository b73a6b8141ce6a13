import { join } from 'node:path'
import { type UnlistedName, UnlistedNames } from '../../briefs/people/unlisted-names.ts'
import { systemClock } from '../../io/ops/clock.ts'
import { StoreError } from '../../io/store/store.ts'
import { judge } from '../../rules/judge.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import { visible } from '../../text/show/visible.ts'
import { parseDuration } from '../../text/time/duration.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { writeJsonLine } from '../json-lines.ts'
import { loadConfig } from '../load-config.ts'
import { itemsOfFile, itemsOfLines, itemsOfStore, type PastItem } from '../rules/past-items.ts'
import { openStoreFor } from '../store/store-option.ts'

/** Prints frequent names in alerted and doubtful items that the configuration lacks. @returns the exit code */
export async function suggestTerms(context: CommandContext, what: string): Promise<number> {
  const { values, stdin, stdout, stderr } = context
  const length = values.since === undefined ? null : parseDuration(String(values.since))
  if (values.since !== undefined && length === null) {
    stderr.write(`--since: "${values.since}" is not a length of time – write a number and a unit: 12h, 30d\n`)
    return EXIT.usage
  }
  const [least, most] = [wholeNumber(values.least), wholeNumber(values.most)]
  if (least === null || most === null || what !== '') {
    stderr.write(
      what === ''
        ? '--least and --most take a whole number from 1 on\n'
        : `terms suggest takes options only, not "${what}" – see "terms --help"\n`,
    )
    return EXIT.usage
  }
  const directory = String(values.config)
  const config = await loadConfig(directory, stderr)
  if (config === null) return EXIT.config
  const names = new UnlistedNames((text, language) => config.terms.scan(text, language), config.people)
  let looked: Looked
  try {
    if (values.items === '-') looked = await readAll(itemsOfLines(stdin), config.ruleSet, names)
    else if (values.items !== undefined)
      looked = await readAll(itemsOfFile(String(values.items)), config.ruleSet, names)
    else {
      const store = await openStoreFor(values, context.env, stderr)
      if (typeof store === 'number') return store
      const since = length === null ? 0 : systemClock.now() - length
      looked = await readAll(itemsOfStore(store, since, directory), config.ruleSet, names).finally(() => store.close())
    }
  } catch (error) {
    if (error instanceof StoreError) stderr.write(`the store cannot be read: ${error.message}\n`)
    else if (error instanceof SyntaxError || (error instanceof Error && 'code' in error))
      stderr.write(`--items: ${error.message}\n`)
    else throw error
    return error instanceof StoreError ? EXIT.unreachable : EXIT.usage
  }
  const found = names.found(least)
  const shown = found.slice(0, most)
  if (values.json === true) for (const name of shown) await writeJsonLine(stdout, name)
  else
    stdout.write(
      `${shown.map(render).join('')}${renderCounts(looked, found.length, shown.length, join(directory, '/'))}`,
    )
  return EXIT.well
}

interface Looked {
  readonly items: number
  readonly telling: number
}

/** Counts names in the items that the rules in force alert or find doubtful. */
async function readAll(items: AsyncIterable<PastItem>, ruleSet: RuleSet, names: UnlistedNames): Promise<Looked> {
  let [count, telling] = [0, 0]
  for await (const { judged } of items) {
    count += 1
    const { alert, doubtful } = judge(judged, ruleSet)
    if (!alert && !doubtful) continue
    telling += 1
    names.read(judged)
  }
  return { items: count, telling }
}

function wholeNumber(value: unknown): number | null {
  return /^[1-9]\d{0,6}$/.test(String(value)) ? Number(value) : null
}

function render({ name, items, headlines }: UnlistedName): string {
  const lines = headlines.map(headline => `      ${headline.replace(/\s+/g, ' ')}\n`).join('')
  return visible(`${String(items).padStart(5)} ${name}\n${lines}`)
}

function renderCounts({ items, telling }: Looked, found: number, shown: number, directory: string): string {
  const of = `${items} items, ${telling} of them alerted or doubtful`
  if (found === 0) return `${of}: no frequent name is missing\n`
  const more = found > shown ? `, ${shown} of them shown (--most)` : ''
  return `${of}: ${found} ${found === 1 ? 'name' : 'names'} that no list and no person has${more} – people belong in ${directory}people.yaml, the rest in ${directory}terms.yaml\n`
}
