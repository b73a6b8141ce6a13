import { execFileSync } from 'node:child_process'
import { parentPort } from 'node:worker_threads'

/** A worker that cannot be ended while it works, as one near its heap's limit: it sits in a native call until a file is there, 30 s at most. */
parentPort?.on('message', ({ until }: { readonly until: string | null }) => {
  const wait =
    'for i in $(seq 600); do [ -e "$0" ] || [ ! -d "$(dirname "$0")" ] && exit; sleep 0.05; done; touch "$0.late"'
  if (until !== null) execFileSync('sh', ['-c', wait, until])
  parentPort?.postMessage('done')
})
parentPort?.postMessage('ready')
