import { parentPort } from 'node:worker_threads'

/** A worker that answers each job with its number, or ends at it. */
parentPort?.on('message', ({ id, dies }: { readonly id: number; readonly dies: boolean }) => {
  if (dies) process.exit(3)
  parentPort?.postMessage(`done ${id}`)
})
parentPort?.postMessage('ready')
