import type { DeskLayer } from '../../config/layers/desk-layer.ts'
import type { Config } from '../../config/parts.ts'
import { whatIsLost } from '../../config/what-is-lost.ts'
import type { Amendment } from '../../desk/amendment.ts'
import type { Clock } from '../../io/ops/clock.ts'
import type { Log } from '../../io/ops/log.ts'
import { idOf } from '../../text/id.ts'
import { type Problem, renderProblem } from '../../text/show/problem.ts'
import { compileInTurns, readApart } from './config-apart.ts'
import { type ConfigDirectory, lookInto, markOf, readFound } from './config-directory.ts'
import {
  type Aside,
  type Held,
  idOfAll,
  NO_DESK,
  type ReadFiles,
  readHolding,
  type Tried,
  tryWith,
} from './held-amendments.ts'
import { CONFIRM_MS, type Pending, type Reload, STILL_MS } from './reload.ts'

/**
 * Holds a valid configuration and reads the files again when they change. A change is taken once its files are still; if they lost their end or
 * most of their content, once they have stayed so for a while. A bad change is refused, reported once, and changes nothing.
 */
export class ConfigWatch {
  readonly #directory: string
  readonly #log: Log
  readonly #clock: Pick<Clock, 'steady'>
  /** Identifies the files that were checked last, taken or refused. */
  #read: string
  #texts: ReadonlyMap<string, string>
  #config: Config
  #pending: Pending | null = null
  /** Changes made in Discord that are in force. */
  #desk: DeskLayer = NO_DESK
  #aside: readonly Aside[] = []
  #amendments: () => Promise<readonly Amendment[]> = async () => []
  /** The changes made in Discord that were checked last. */
  #all: readonly Amendment[] = []
  #turn: Promise<unknown> = Promise.resolve()

  /** Reads files that are not in force, to try them. */
  readonly readFiles: ReadFiles

  private constructor(
    directory: string,
    log: Log,
    clock: Pick<Clock, 'steady'>,
    texts: ReadonlyMap<string, string>,
    config: Config,
    readFiles: ReadFiles,
  ) {
    this.#directory = directory
    this.readFiles = readFiles
    this.#log = log
    this.#clock = clock
    this.#read = markOf({ texts, unreadable: [] })
    this.#texts = texts
    this.#config = config
  }

  /**
   * @param read reads what is not cached; default: in another thread, whose memory goes with it
   * @returns the problems if the files are not valid: the bot does not start with them
   */
  static async open(
    directory: string,
    log: Log,
    clock: Pick<Clock, 'steady'>,
    read = readApart,
  ): Promise<ConfigWatch | readonly Problem[]> {
    const found = await lookInto(directory)
    if ('what' in found) return [found]
    const readFiles: ReadFiles = files => readFound(files, directory, read)
    const first = await readFiles(found)
    if (first.kind === 'problems') return first.problems
    return new ConfigWatch(
      directory,
      log,
      clock,
      found.texts,
      await compileInTurns(first.parts, first.tables),
      readFiles,
    )
  }

  get config(): Config {
    return this.#config
  }

  /** Identifies the configuration in force: it changes with the configuration. */
  get mark(): string {
    return markOf({ texts: this.texts, unreadable: [] })
  }

  /** Changes made in Discord that are not valid with the present files, each with the reason; each takes effect once it is valid. */
  get aside(): readonly Aside[] {
    return this.#aside
  }

  /** The files in force, without the layer of changes made in Discord. */
  get files(): ReadonlyMap<string, string> {
    return this.#texts
  }

  /** The files in force, with that layer. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.#texts, ...this.#desk.texts])
  }

  /** The directory's name in problems. */
  get directory(): string {
    return this.#directory
  }

  /** From now on, layers the changes made in Discord over the files. @throws what `amendments` throws */
  async join(amendments: () => Promise<readonly Amendment[]>): Promise<void> {
    const all = await amendments()
    // A store that does not answer must not keep files from being reloaded: the last known changes stay.
    this.#amendments = () => amendments().catch(() => this.#all)
    await this.#inTurn(() => this.#amend(all))
  }

  /** Loads changes made in Discord, including those of another process. @returns whether there were any */
  refresh(): Promise<boolean> {
    return this.#inTurn(async () => this.#amend(await this.#amendments()))
  }

  /**
   * Checks the files in force together with other changes made in Discord, and applies them.
   * @param keep stores the changes; called if all is valid, before it is in force
   * @returns the problems; if there are any, nothing is changed
   */
  amend(all: readonly Amendment[], keep: () => Promise<void>): Promise<readonly Problem[]> {
    return this.#inTurn(async () => {
      const judged = await this.tried(all)
      if (judged.kind === 'problems') return judged.problems
      const config = await compileInTurns(judged.parts, judged.tables)
      await keep()
      this.#desk = judged.layer
      this.#config = config
      this.#aside = this.#aside.filter(({ amendment }) =>
        all.some(one => one.id === amendment.id && one.undone === null),
      )
      this.#all = all
      return []
    })
  }

  /**
   * The configuration with other changes made in Discord, not applied. Changes that were set aside stay so: nobody's change may fail because of
   * another's.
   */
  tried(all: readonly Amendment[]): Promise<Tried> {
    const aside = new Set(this.#aside.map(({ amendment }) => amendment.id))
    const counting = all.filter(({ id }) => !aside.has(id))
    return tryWith({ texts: this.#texts, unreadable: [] }, this.readFiles, counting)
  }

  /** @returns whether other changes made in Discord are in force now */
  async #amend(all: readonly Amendment[]): Promise<boolean> {
    if (idOfAll(all) === idOfAll(this.#all)) return false
    const held = await readHolding({ texts: this.#texts, unreadable: [] }, this.readFiles, all)
    if (held.read.kind === 'problems') return false
    this.#config = await compileInTurns(held.read.parts, held.read.tables)
    this.#hold(held, all)
    return true
  }

  #hold({ layer, aside }: Held, all: readonly Amendment[]): void {
    this.#desk = layer
    this.#aside = aside
    this.#all = all
    for (const { amendment, why } of aside)
      this.#log.warn('desk_aside', { change: amendment.id, why, effect: 'it takes effect once it is valid' })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** Checks whether the files changed. Call it every few seconds: what counts is how long they have been still. */
  async observe(): Promise<void> {
    this.#see(await lookInto(this.#directory))
  }

  /** Takes a change whose time has come, or says why there is none. */
  reload(): Promise<Reload> {
    return this.#inTurn(() => this.#reload())
  }

  async #reload(): Promise<Reload> {
    const all = await this.#amendments()
    const files = await this.#reloadFiles(all)
    // "config export" moves changes from the store into files: both sides must be taken together.
    const amended = files.kind === 'waits' ? false : await this.#amend(all)
    return amended && files.kind === 'same' ? { kind: 'changed', config: this.#config } : files
  }

  async #reloadFiles(all: readonly Amendment[]): Promise<Reload> {
    const found = await lookInto(this.#directory)
    const pending = this.#see(found)
    if (pending === null) return { kind: 'same' }
    const stayed = this.#clock.steady() - pending.since
    if (stayed < STILL_MS) return { kind: 'waits', lost: [] }
    if ('what' in found) return this.#refuse(pending, [found])
    const held = await readHolding(found, this.readFiles, all)
    const { read } = held
    if (read.kind === 'problems') return this.#refuse(pending, read.problems)
    const config = await compileInTurns(read.parts, read.tables)
    const lost = whatIsLost({ texts: this.#texts, config: this.#config }, { texts: found.texts, config })
    if (lost.length > 0 && stayed < CONFIRM_MS) return this.#wait(pending, lost)
    this.#pending = null
    this.#read = pending.mark
    this.#texts = found.texts
    this.#config = config
    this.#hold(held, all)
    this.#log.info('config_changed', { feeds: config.feeds.length, rules: config.ruleSet.rules.length })
    return { kind: 'changed', config }
  }

  /** @returns the files that differ from those last checked; null: none differ */
  #see(found: ConfigDirectory | Problem): Pending | null {
    const mark = 'what' in found ? idOf([renderProblem(found)]) : markOf(found)
    if (mark === this.#read) this.#pending = null
    else if (this.#pending?.mark !== mark) this.#pending = { mark, since: this.#clock.steady(), said: false }
    return this.#pending
  }

  #wait(pending: Pending, lost: readonly string[]): Reload {
    if (!pending.said) {
      const effect = `the previous configuration stays in force until these files have stayed so for ${CONFIRM_MS / 1000} s`
      this.#log.warn('config_waits', { lost, effect })
    }
    pending.said = true
    return { kind: 'waits', lost }
  }

  #refuse({ mark }: Pending, found: readonly Problem[]): Reload {
    this.#pending = null
    this.#read = mark
    const problems = found.map(renderProblem)
    this.#log.error('config_refused', { problems, effect: 'the previous configuration stays in force' })
    return { kind: 'refused', problems }
  }
}
