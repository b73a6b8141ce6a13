import { parentPort, workerData } from 'node:worker_threads'
import { readConfig } from '../config/config.ts'
import type { Problem } from '../text/problem.ts'

/** What the bot asks: the texts of the files by name, and how problems name the place. */
export interface ConfigQuestion {
  readonly files: ReadonlyMap<string, string>
  readonly directory: string
  /** What stands in the place of files, as problems. */
  readonly unreadable: readonly Problem[]
}

/** What is wrong with them; empty: nothing. */
export type ConfigAnswer = readonly Problem[]

const { files, directory, unreadable } = workerData as ConfigQuestion
const read = readConfig(files, directory, unreadable)
const answer: ConfigAnswer = read.kind === 'problems' ? read.problems : []
parentPort?.postMessage(answer)
