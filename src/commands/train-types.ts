import { factReader } from '../events/facts.ts'
import { learnTypes, type TypedItem } from '../rules/learn-types.ts'
import { scansOf, setScene } from '../rules/scene.ts'
import { featureReader, type TypePoints } from '../rules/type-points.ts'
import { type Judged, STORY_TYPES } from '../rules/verdict.ts'
import { type Command, type CommandContext, EXIT } from './command.ts'
import { readJsonLines } from './json-lines.ts'
import { judgedOf } from './judged-lines.ts'
import { type Judging, loadJudging } from './rule-files.ts'

export const command: Command = {
  name: 'train-types',
  summary: 'learn from labelled items by which words and events the type of a story is told',
  help: `
usage: backchannel train-types [--config DIR] < labelled.jsonl

Reads {"title","summary"?,"lang"?,"type"} a line, and prints the part types: of weights.yaml. Lines without a type are left out.
The same lines give the same points.

  --config DIR   whose words and events are read (default: config)

Example
  cat labelled.jsonl | npm run -s backchannel -- train-types > types.yaml
`,
  options: { config: { type: 'string', default: 'config' } },
  run: train,
}

async function train(context: CommandContext): Promise<number> {
  const { stdin, stdout, stderr, values } = context
  const by = await loadJudging(String(values.config), stderr)
  if (by === null) return EXIT.config
  const labelled: Labelled[] = []
  try {
    for await (const line of readJsonLines(stdin)) {
      const type = STORY_TYPES.find(each => each === (line as { type?: unknown } | null)?.type)
      if (type !== undefined) labelled.push({ judged: judgedOf(line).judged, type })
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    stderr.write(`standard input: ${error.message} – write one item a line\n`)
    return EXIT.usage
  }
  if (labelled.length === 0) {
    stderr.write('standard input: no item with a type – one of them a line: "type": "talks"\n')
    return EXIT.usage
  }
  stdout.write(renderTypes(trainTypes(labelled, by)))
  return EXIT.well
}

export interface Labelled {
  readonly judged: Judged
  readonly type: TypedItem['type']
}

/** Learns points for types from labelled items, with the words and events of one configuration. Deterministic. */
export function trainTypes(labelled: readonly Labelled[], { ruleSet, sense }: Judging): TypePoints {
  const read = featureReader(ruleSet.terms, factReader(sense))
  return learnTypes(
    labelled.map(({ judged, type }) => ({ type, features: read(judged, scansOf(setScene(judged, ruleSet))) })),
  )
}

/** The part `types:` of weights.yaml, the strongest points first. */
export function renderTypes(points: TypePoints): string {
  const types = STORY_TYPES.map(type => {
    const lines = Object.entries(points[type]).map(([feature, own]) => `    ${JSON.stringify(feature)}: ${own}\n`)
    return `  ${type}:${lines.length === 0 ? ' {}' : ''}\n${lines.join('')}`
  })
  return `types:\n${types.join('')}`
}
