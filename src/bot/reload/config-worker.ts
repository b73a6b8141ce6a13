import { parentPort, workerData } from 'node:worker_threads'
import { type ConfigQuestion, readAnew } from './config-anew.ts'
import type { FreshRead } from './config-directory.ts'

const read = await readAnew(workerData as ConfigQuestion)
// A compiled configuration cannot be sent to another thread; plain data can.
const answer: FreshRead =
  read.kind === 'valid' ? { kind: 'valid', parts: read.parts, tables: read.tables, wrong: read.wrong } : read
parentPort?.postMessage(answer)
