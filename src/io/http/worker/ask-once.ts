import { Worker } from 'node:worker_threads'
import { compileCache } from './worker-pool.ts'

export interface OnceOptions {
  /** Longest time until the answer, in ms. */
  readonly deadlineMs: number
  /** Limit of the thread's old-generation heap, in MB. */
  readonly heapMb: number
}

/** Result of asking a thread. `broken`: it ended or failed without an answer. */
export type AskedOnce<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'late' | 'full' | 'broken' }

/**
 * Starts a thread with one question as its `workerData`, and takes its first message as the answer. The thread then ends, which frees its
 * memory. Never rejects.
 * @param program the thread's file
 * @param question plain data
 */
export async function askOnce<T>(program: URL, question: unknown, options: OnceOptions): Promise<AskedOnce<T>> {
  const worker = new Worker(program, {
    workerData: question,
    env: compileCache(),
    resourceLimits: { maxOldGenerationSizeMb: options.heapMb, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    execArgv: [],
  })
  const { promise, resolve } = Promise.withResolvers<AskedOnce<T>>()
  const late = setTimeout(() => resolve({ kind: 'late' }), options.deadlineMs)
  worker.once('message', value => resolve({ kind: 'answer', value }))
  worker.once('error', error => {
    const full = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    resolve({ kind: full ? 'full' : 'broken' })
  })
  worker.once('exit', () => resolve({ kind: 'broken' }))
  const asked = await promise
  clearTimeout(late)
  await worker.terminate()
  return asked
}
