import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { KeyvStore } from '../../src/io/store/keyv-store.ts'
import { Answers } from '../../src/io/store/queue/answers.ts'
import type { Commit } from '../../src/io/store/store.ts'

/**
 * Loaded before the program: once it gets SIGUSR2 it reads from DIE_DIRECTORY at which point it is to end, as by kill -9, or to be
 * suspended: before or after it hands an answer over, reads answers, commits one, drops them from the queue.
 */
let armed: { readonly point: string; readonly how: 'killed' | 'suspended'; times: number } | null = null

process.on('SIGUSR2', () => {
  armed = JSON.parse(readFileSync(join(process.env.DIE_DIRECTORY ?? '', `die-${process.pid}.json`), 'utf8'))
})

function point(name: string): void {
  if (armed?.point !== name) return
  armed.times -= 1
  if (armed.times > 0) return
  const { how } = armed
  armed = null
  writeSync(1, `${how} ${name}\n`)
  process.kill(process.pid, how === 'killed' ? 'SIGKILL' : 'SIGSTOP')
}

function marked<Args extends unknown[], Result>(
  name: string,
  work: (...args: Args) => Promise<Result>,
  counts: (...args: Args) => boolean,
): (...args: Args) => Promise<Result> {
  return async function (this: unknown, ...args) {
    if (!counts(...args)) return work.apply(this, args)
    point(`before ${name}`)
    const result = await work.apply(this, args)
    point(`after ${name}`)
    return result
  }
}

const { hand, read, drop } = Answers.prototype
Answers.prototype.hand = marked('hand', hand, () => true)
Answers.prototype.read = marked('read', read, ids => ids.length > 0)
Answers.prototype.drop = marked('drop', drop, ids => ids.length > 0)
KeyvStore.prototype.commit = marked('commit', KeyvStore.prototype.commit, ({ answer }: Commit) => answer !== undefined)
