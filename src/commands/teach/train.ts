/** Learns the points of `weights.yaml` from graded items. Only `--write` changes the file. */

import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withLearnt } from '../../config/write-weights.ts'
import { decide } from '../../rules/judge.ts'
import { LEVELS, type Relevance } from '../../rules/rule-set.ts'
import { scansOf, setScene } from '../../rules/scene.ts'
import { STORY_TYPES, type StoryType } from '../../rules/verdict.ts'
import { learnTypes } from '../../rules/weigh/learn-types.ts'
import { weightsOn } from '../../rules/weigh/relevance.ts'
import {
  chooseLevels,
  crossValidate,
  type Figures,
  figures,
  GRADES,
  type Grade,
  type Graded,
  learnPoints,
  scoresApart,
  TRAINING,
} from '../../rules/weigh/train.ts'
import { featureReader } from '../../rules/weigh/type-points.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines } from '../json-lines.ts'
import { judgedOf } from '../rules/judged-lines.ts'
import { loadJudging } from '../rules/judging.ts'
import type { Judging } from '../rules/rule-files.ts'
import { typesHeldOut } from './train-types.ts'

/** With fewer fully counting items, they alone cannot show what would be alerted. */
const FEWEST = 100

export const command: Command = {
  name: 'train',
  summary: 'learn how many points each weight is worth from graded items',
  help: `
usage: backchannel train [FILE…] [--write]

Reads items graded by a person, one JSON line each:
{"title","summary"?,"lang"?,"source"?,"date"?,"grade":"core"|"related"|"no","type"?,"counts"?}
Without a file: graded.jsonl of the config directory, 1,300 headlines made up for it. An item that "counts" less than 1 is only learnt from.
Prints which items would be alerted whose outlet, then whose year, was held out, and the learnt points. The same items
give the same points. "feedback export" writes such lines from the feedback of your channel's readers.

Options
  --write         write the points and the levels into weights.yaml of the config directory
  --config DIR    where terms.yaml, rules.yaml, events.yaml and weights.yaml are (default: config)
  --folds N       number of parts that are held out in turn (default: 8)
  --strength N    penalty on large points (default: ${TRAINING.strength})

Example
  npm run train -- graded.jsonl --write
`,
  options: {
    write: { type: 'boolean' },
    config: { type: 'string', default: 'config' },
    folds: { type: 'string', default: '8' },
    strength: { type: 'string', default: String(TRAINING.strength) },
  },
  takesWords: true,
  run: train,
}

/** A graded item with everything by which it may be held out. */
interface Labelled extends Graded {
  readonly source: string
  readonly year: string
  readonly english: boolean
  /** null: not labelled. */
  readonly type: StoryType | null
  readonly features: readonly string[]
}

async function train({ values, positionals, stdout, stderr }: CommandContext): Promise<number> {
  const [folds, strength] = [Number(values.folds), Number(values.strength)]
  const directory = String(values.config)
  const files = positionals.length > 0 ? positionals : [join(directory, 'graded.jsonl')]
  if (!(folds >= 2 && Number.isInteger(folds)) || !(strength > 0)) {
    stderr.write('train needs --folds of at least 2 and --strength above 0 – see "train --help"\n')
    return EXIT.usage
  }
  const by = await loadJudging(directory, stderr)
  if (by === null) return EXIT.config
  const { relevance } = by.ruleSet
  if (relevance === null) {
    stderr.write(
      `${join(directory, 'weights.yaml')} is missing – first list in it what is to be weighed, with 0 points each\n`,
    )
    return EXIT.config
  }
  const items: Labelled[] = []
  try {
    for (const file of files) await readLabelled(file, by, relevance, items)
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Error && 'code' in error)) throw error
    stderr.write(`${(error as Error).message} – write one graded item per line\n`)
    return EXIT.usage
  }
  if (!GRADES.every(grade => items.some(item => item.grade === grade))) {
    stderr.write('there must be items of each grade: core, related and no\n')
    return EXIT.usage
  }
  const count = relevance.weights.length
  const full = items.filter(item => item.counts >= 1)
  // If few items count fully, the others must also be scored and used to choose the levels.
  const all = full.length < FEWEST || !GRADES.every(grade => full.some(item => item.grade === grade))
  const training = { ...TRAINING, strength, scoreAll: all }
  stdout.write(
    `${items.length} graded items, ${items.filter(item => item.woken).length} of them matched by a rule; ${count} weights\n`,
  )
  if (all && full.length > 0)
    stdout.write(`too few items count fully, ${full.length} of the ${FEWEST} needed: the others are scored as well\n`)
  stdout.write('\n')
  for (const apart of ['source', 'year'] as const) {
    const held = crossValidate(
      items.map(item => ({ ...item, group: item[apart] })),
      count,
      training,
      folds,
    )
    stdout.write(
      `held out by ${apart === 'source' ? 'outlet' : 'year'}   items  core  told  recall  noise  core share\n`,
    )
    for (const level of LEVELS) {
      const told = items.flatMap((item, index) =>
        all || item.counts >= 1 ? [{ ...item, told: held[index]?.told[level] ?? false }] : [],
      )
      for (const [name, some] of [
        ['en', told.filter(one => one.english)],
        ['others', told.filter(one => !one.english)],
      ] as const)
        stdout.write(`  ${level.padEnd(7)} ${name.padEnd(8)} ${row(figures(some))}\n`)
    }
  }
  const typed = items.flatMap(item =>
    item.type === null ? [] : [{ ...item, type: item.type, scored: all || item.counts >= 1 }],
  )
  for (const apart of ['source', 'year'] as const) {
    const {
      items: count,
      macroF1,
      each,
    } = typesHeldOut(
      typed.map(item => ({ ...item, group: item[apart] })),
      folds,
    )
    if (count === 0) break
    const list = each.map(({ type, f1 }) => `${type} ${f1.toFixed(2)}`).join('  ')
    stdout.write(
      `types held out by ${apart === 'source' ? 'outlet' : 'year'}: macro-F1 ${macroF1.toFixed(3)} of ${count} items  ${list}\n`,
    )
  }
  const apart = items.map(item => ({ ...item, group: item.source }))
  const learnt = learnPoints(items, count, training)
  const levels = chooseLevels(scoresApart(apart, count, training, folds))
  stdout.write(`\nbase ${learnt.base}, levels: strict ${levels.strict}, normal ${levels.normal}, wide ${levels.wide}\n`)
  const file = join(directory, 'weights.yaml')
  if (values.write !== true) {
    const changed = relevance.weights.filter((weight, place) => weight.points !== learnt.points[place]).length
    stdout.write(`${changed} of ${count} weights would change – add --write to put them into ${file}\n`)
    return EXIT.well
  }
  await writeFile(
    file,
    withLearnt(await readFile(file, 'utf8'), learnt, levels, typed.length === 0 ? null : learnTypes(typed)),
  )
  stdout.write(`written to ${file}\n`)
  return EXIT.well
}

async function readLabelled(
  file: string,
  { ruleSet, sense }: Judging,
  relevance: Relevance,
  items: Labelled[],
): Promise<void> {
  const readFeatures = featureReader(ruleSet.terms, sense.mattersOf)
  for await (const line of readJsonLines(createReadStream(file, 'utf8'))) {
    const { judged } = judgedOf(line)
    const { grade, date, source, type, counts } = line as {
      readonly counts?: unknown
      readonly type?: unknown
      readonly grade?: unknown
      readonly date?: unknown
      readonly source?: unknown
    }
    if (!GRADES.includes(grade as Grade))
      throw new SyntaxError(`${file}: the grade of "${judged.title}" is not core, related or no`)
    const woken = decide(judged, ruleSet).rules.length > 0
    const scene = setScene(judged, ruleSet)
    const home = typeof source === 'string' ? source : ''
    items.push({
      grade: grade as Grade,
      woken,
      on: woken ? weightsOn(scene, ruleSet, relevance) : [],
      type: STORY_TYPES.find(one => one === type) ?? null,
      features: typeof type === 'string' ? readFeatures(judged, scansOf(scene)) : [],
      group: home,
      counts: typeof counts === 'number' && counts > 0 ? counts : 1,
      source: home,
      // Items without a date are held out with their outlet's.
      year: typeof date === 'string' && /^\d{4}/.test(date) ? date.slice(0, 4) : home,
      english: judged.language === 'en',
    })
  }
}

function row({ items, core, alerts, recall, noise, coreShare }: Figures): string {
  const share = (value: number) => value.toFixed(3)
  const counts = [items, core, alerts].map(value => String(value).padStart(5)).join(' ')
  return `${counts}   ${share(recall)}  ${share(noise)}  ${share(coreShare)}`
}
