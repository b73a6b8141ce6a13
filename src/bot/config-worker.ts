import { parentPort, workerData } from 'node:worker_threads'
import { type ConfigQuestion, readAnew } from './config-anew.ts'
import type { FreshRead } from './config-directory.ts'

const read = await readAnew(workerData as ConfigQuestion)
// Compiled it cannot be handed over: plain data can.
const { kind } = read
const answer: FreshRead =
  kind === 'problems' ? read : { kind, parts: read.parts, tables: read.tables, wrong: read.wrong }
parentPort?.postMessage(answer)
