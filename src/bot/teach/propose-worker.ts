import { parentPort, workerData } from 'node:worker_threads'
import { readConfig } from '../../config/config.ts'
import { coreItems } from '../../config/teach/graded.ts'
import { proposing, type Tried } from '../../config/teach/propose.ts'
import type { Proposals } from '../../desk/config-change.ts'

/** The bot's question. */
export interface ProposalQuestion {
  /** Texts of the config files in force by name, including the layers over them. */
  readonly files: ReadonlyMap<string, string>
  readonly directory: string
  /** Graded items as JSON lines; '' for none. */
  readonly graded: string
  readonly judged: readonly Tried[]
  readonly past: readonly Tried[]
}

const { files, directory, graded, judged, past } = workerData as ProposalQuestion
const read = readConfig(files, directory)
let answer: Proposals | null = null
if (read.kind === 'valid') {
  const steps = proposing({ parts: read.parts, judged, past, core: coreItems(graded) })
  for (let step = steps.next(); answer === null; step = steps.next()) if (step.done === true) answer = step.value
}
parentPort?.postMessage(answer)
