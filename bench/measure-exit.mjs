import { writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// No TypeScript: reading that would cost some 30 MB by itself.
/** Loaded before a program (--import): at its end writes what it cost, threads included, to the file that MEASURE_FILE names. */
const file = process.env.MEASURE_FILE
if (isMainThread && file !== undefined) {
  process.on('exit', code => {
    const { user, system } = process.cpuUsage()
    const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6
    writeFileSync(file, JSON.stringify({ code, cpuMs: (user + system) / 1000, peakMb }))
  })
}
