/** Turns what readers taught into proposals, in a thread of its own. Nothing is applied. */

import type { Propose, Question } from '../../config/teach/propose.ts'
import type { Proposals } from '../../desk/config-change.ts'
import { askOnce } from '../../io/http/worker/ask-once.ts'
import { readConfigFiles } from '../../io/ops/config-files.ts'
import type { ProposalQuestion } from './propose-worker.ts'

/** Some hundred changes are tried on some thousand items; Discord takes an answer for a quarter of an hour. */
const LIMITS = { deadlineMs: 300_000, heapMb: 384 }
const GRADED = 'graded.jsonl'

/**
 * Proposes by the files in force without holding up the bot: in another thread, one after the other.
 * @param directory where labelled items are, and how problems name the place
 * @param texts of the files in force by name, what was changed in Discord included
 */
export function proposeApart(directory: string, texts: () => ReadonlyMap<string, string>): Propose {
  let turn: Promise<unknown> = Promise.resolve()
  return gathered => {
    const answer = turn.then(() => proposeBy(directory, texts(), gathered))
    turn = answer.catch(() => {})
    return answer
  }
}

async function proposeBy(
  directory: string,
  files: ReadonlyMap<string, string>,
  { judged, past }: Pick<Question, 'judged' | 'past'>,
): Promise<Proposals | null> {
  const read = (await readConfigFiles(directory, [GRADED])).get(GRADED)
  const graded = read?.kind === 'text' ? read.text : ''
  const question: ProposalQuestion = { files, directory, graded, judged, past }
  const asked = await askOnce<Proposals | null>(new URL('./propose-worker.ts', import.meta.url), question, LIMITS)
  return asked.kind === 'answer' ? asked.value : null
}
