import { parentPort, workerData } from 'node:worker_threads'
import { readConfig } from '../config/config.ts'
import type { Problem } from '../text/problem.ts'
import type { FreshRead } from './config-directory.ts'

/** What the bot asks: the texts of the files by name, and how problems name the place. */
export interface ConfigQuestion {
  readonly files: ReadonlyMap<string, string>
  readonly directory: string
  /** What stands in the place of files, as problems. */
  readonly unreadable: readonly Problem[]
}

const { files, directory, unreadable } = workerData as ConfigQuestion
const read = readConfig(files, directory, unreadable)
// Compiled it cannot be handed over: plain data can.
const answer: FreshRead =
  read.kind === 'problems' ? read : { kind: 'valid', parts: read.parts, examples: read.examples, changed: read.changed }
parentPort?.postMessage(answer)
