import { readFileSync } from 'node:fs'

/** What Linux says of a running process: proc(5), stat and status. Threads are counted in; its children are not. */
export interface Figures {
  /** User and system time so far, in seconds, to a hundredth. */
  readonly cpu: number
  /** Resident memory now, and the most that it ever was, in MB. */
  readonly mb: number
  readonly peakMb: number
}

/** @throws where the process is no more, or the system has no /proc */
export function figuresOf(pid: number): Figures {
  // The name in brackets may hold spaces: fields are counted from its end.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mb = (name: string) => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024) / 1e6
  return { cpu: (Number(stat[11]) + Number(stat[12])) / 100, mb: mb('VmRSS'), peakMb: mb('VmHWM') }
}

/** How busy the machine is, for the head of a table: no figure without it. */
export function machine(): string {
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ')[0]
  const cores = readFileSync('/proc/cpuinfo', 'utf8').match(/^processor/gm)?.length ?? 0
  return `Node ${process.version}, ${cores} cores, load ${load}`
}
