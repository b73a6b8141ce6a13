/** Turns readers' feedback into proposals, in another thread. Nothing is applied. */

import type { Propose, Question } from '../../config/teach/propose.ts'
import type { Proposals } from '../../desk/config-change.ts'
import { askOnce } from '../../io/http/worker/ask-once.ts'
import { readConfigFiles } from '../../io/ops/config-files.ts'
import type { ProposalQuestion } from './propose-worker.ts'

/** Hundreds of changes are tried on thousands of items; Discord accepts an answer for a quarter of an hour. */
const LIMITS = { deadlineMs: 300_000, heapMb: 384 }
const GRADED = 'graded.jsonl'

/**
 * Makes proposals for the files in force without holding up the bot: in another thread, one request at a time.
 * @param directory directory of the labelled items, which problems also name
 * @param texts of the files in force by name, including changes made in Discord
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
