import type { Config } from '../config/parts.ts'
import { whatIsLost } from '../config/whole.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Log } from '../io/ops/log.ts'
import { idOf } from '../text/id.ts'
import { type Problem, renderProblem } from '../text/problem.ts'
import { compileInTurns, readApart } from './config-apart.ts'
import { type ConfigDirectory, lookInto, readFound } from './config-directory.ts'

/** Files that changed within this are still being written, for all that is known. */
export const STILL_MS = 5000
/** A change that looks like half a configuration is taken once it has stayed so for this long: then it is what a person wants. */
export const CONFIRM_MS = 60_000

/** What reading the files anew came to. */
export type Reload =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly config: Config }
  /** The files are not still yet, or look like half of what they were (`lost`): the configuration of before stays for now. */
  | { readonly kind: 'waits'; readonly lost: readonly string[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** Files that differ from those in force. */
interface Pending {
  readonly mark: string
  /** ms of the clock that is never set, when they were first seen so. */
  readonly since: number
  /** Whether it was said that they look like half a configuration. */
  said: boolean
}

/**
 * Keeps a valid configuration and reads the files again when they change. A change counts once its files are still, and, where they have
 * lost their end or most of what they held, once they have stayed so; a bad change is refused and named once, and changes nothing.
 */
export class ConfigWatch {
  readonly #directory: string
  readonly #log: Log
  readonly #clock: Pick<Clock, 'steady'>
  /** Names the files that were judged last, taken or refused. */
  #read: string
  #texts: ReadonlyMap<string, string>
  #config: Config
  #pending: Pending | null = null

  private constructor(
    directory: string,
    log: Log,
    clock: Pick<Clock, 'steady'>,
    texts: ReadonlyMap<string, string>,
    config: Config,
  ) {
    this.#directory = directory
    this.#log = log
    this.#clock = clock
    this.#read = markOf({ texts, unreadable: [] })
    this.#texts = texts
    this.#config = config
  }

  /**
   * @param read reads what is not kept; default: in another thread, whose memory goes with it
   * @returns the problems where the files are not valid: the bot does not start on them
   */
  static async open(
    directory: string,
    log: Log,
    clock: Pick<Clock, 'steady'>,
    read = readApart,
  ): Promise<ConfigWatch | readonly Problem[]> {
    const found = await lookInto(directory)
    if ('what' in found) return [found]
    const result = await readFound(found, directory, read)
    if (result.kind === 'problems') return result.problems
    return new ConfigWatch(directory, log, clock, found.texts, await compileInTurns(result.parts, result.tables))
  }

  get config(): Config {
    return this.#config
  }

  /** Names the files in force: another one, another configuration. */
  get mark(): string {
    return markOf({ texts: this.#texts, unreadable: [] })
  }

  /** Looks whether the files are as they were; to be called every few seconds, since how long they have been still is what counts. */
  async observe(): Promise<void> {
    this.#see(await lookInto(this.#directory))
  }

  /** Takes a change that counts, or says why there is none. */
  async reload(): Promise<Reload> {
    const found = await lookInto(this.#directory)
    const pending = this.#see(found)
    if (pending === null) return { kind: 'same' }
    const stayed = this.#clock.steady() - pending.since
    if (stayed < STILL_MS) return { kind: 'waits', lost: [] }
    if ('what' in found) return this.#refuse(pending, [found])
    const result = await readFound(found, this.#directory, readApart)
    if (result.kind === 'problems') return this.#refuse(pending, result.problems)
    const config = await compileInTurns(result.parts, result.tables)
    const lost = whatIsLost({ texts: this.#texts, config: this.#config }, { texts: found.texts, config })
    if (lost.length > 0 && stayed < CONFIRM_MS) return this.#wait(pending, lost)
    this.#pending = null
    this.#read = pending.mark
    this.#texts = found.texts
    this.#config = config
    this.#log.info('config_changed', { feeds: config.feeds.length, rules: config.ruleSet.rules.length })
    return { kind: 'changed', config }
  }

  /** @returns what is there beside what was judged before; null: nothing */
  #see(found: ConfigDirectory | Problem): Pending | null {
    const mark = 'what' in found ? idOf([renderProblem(found)]) : markOf(found)
    if (mark === this.#read) this.#pending = null
    else if (this.#pending?.mark !== mark) this.#pending = { mark, since: this.#clock.steady(), said: false }
    return this.#pending
  }

  #wait(pending: Pending, lost: readonly string[]): Reload {
    if (!pending.said) {
      const effect = `the configuration of before stays until these files have stayed so for ${CONFIRM_MS / 1000} s`
      this.#log.warn('config_waits', { lost, effect })
    }
    pending.said = true
    return { kind: 'waits', lost }
  }

  #refuse({ mark }: Pending, found: readonly Problem[]): Reload {
    this.#pending = null
    this.#read = mark
    const problems = found.map(renderProblem)
    this.#log.error('config_refused', { problems, effect: 'the configuration of before stays' })
    return { kind: 'refused', problems }
  }
}

/** What is there, in short. */
function markOf({ texts, unreadable }: Pick<ConfigDirectory, 'texts' | 'unreadable'>): string {
  return idOf([...[...texts].flat(), ...unreadable.map(renderProblem)])
}
