import { toldClaims } from './compare/relation.ts'
import { describeClaim } from './describe.ts'
import type { Claim } from './event.ts'
import type { EventExample } from './events-file.ts'
import type { ReadEvent } from './reading/read.ts'

/** An example headline that is not read as the file says. */
export interface ExampleFailure {
  /** Index in the list of examples. */
  readonly index: number
  readonly what: string
  readonly todo: string
}

/** Reads the example headlines as reports without a summary and compares their main act. */
export function runExamples(examples: readonly EventExample[], read: ReadEvent): readonly ExampleFailure[] {
  return examples.flatMap((example, index): ExampleFailure[] => {
    const reading = read({ title: example.text, summary: '', language: example.language })
    const lead = toldClaims(reading).find(claim => !claim.named) ?? null
    const wrong = differenceOf(example, lead)
    if (wrong === null) return []
    const got = lead === null ? 'nothing' : `act "${lead.act}" (${describeClaim(lead)})`
    const what = `example "${example.text}" is read as ${got}, ${wrong}`
    return [{ index, what, todo: 'change the words of the acts, or the example' }]
  })
}

function differenceOf({ act, phase, mode, object }: EventExample, lead: Claim | null): string | null {
  if (act !== (lead?.act ?? null)) return act === null ? 'no act expected' : `act "${act}" expected`
  if (phase !== null && phase !== lead?.phase) return `phase ${phase} expected`
  if (mode !== null && mode !== lead?.mode) return `mode ${mode} expected`
  if (object !== null && object !== lead?.object?.family) return `about ${object} expected`
  return null
}
