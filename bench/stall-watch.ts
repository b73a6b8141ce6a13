import { isMainThread } from 'node:worker_threads'

/** Loaded before the program (--import): measures each turn of its main thread and tells its parent what it was asked. */
const TICK_MS = 5

if (isMainThread && process.send !== undefined) {
  let last = performance.now()
  let work = process.threadCpuUsage()
  /** Longest time without a turn by the wall clock, and the most that the thread itself worked in one. Both in ms. */
  let longest = { wall: 0, own: 0 }
  /** Renewals of the lease that had no turn in which they could be made: one is due every 2.5 s. */
  let missed = 0
  setInterval(() => {
    const now = performance.now()
    const { user, system } = process.threadCpuUsage(work)
    const wall = now - last - TICK_MS
    const own = (user + system) / 1000
    longest = { wall: Math.max(longest.wall, wall), own: Math.max(longest.own, Math.min(own, wall)) }
    missed += Math.floor((now - last) / 2500)
    last = now
    work = process.threadCpuUsage()
  }, TICK_MS).unref()
  process.on('message', message => {
    process.send?.({ ...longest, missed })
    if (message === 'reset') {
      longest = { wall: 0, own: 0 }
      missed = 0
    }
  })
  process.channel?.unref()
}
