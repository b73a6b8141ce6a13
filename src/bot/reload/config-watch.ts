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
  /** What was changed in Discord and is in force. */
  #desk: DeskLayer = NO_DESK
  #aside: readonly Aside[] = []
  #amendments: () => Promise<readonly Amendment[]> = async () => []
  /** Those that were judged last. */
  #all: readonly Amendment[] = []
  #turn: Promise<unknown> = Promise.resolve()

  /** Reads files in the place of those in force. */
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

  /** Names the files in force: another one, another configuration. */
  get mark(): string {
    return markOf({ texts: this.texts, unreadable: [] })
  }

  /** What was changed in Discord and does not hold beside the files as they are now, each with why: it counts once it does. */
  get aside(): readonly Aside[] {
    return this.#aside
  }

  /** The files in force, those made of changes in Discord left aside. */
  get files(): ReadonlyMap<string, string> {
    return this.#texts
  }

  /** The same with those of Discord. */
  get texts(): ReadonlyMap<string, string> {
    return new Map([...this.#texts, ...this.#desk.texts])
  }

  /** How problems name the place of the files. */
  get directory(): string {
    return this.#directory
  }

  /** Puts on the files, from now on, what was changed in Discord. @throws what `amendments` throws */
  async join(amendments: () => Promise<readonly Amendment[]>): Promise<void> {
    const all = await amendments()
    // A memory that does not answer must not keep files from being read anew: what is in force stays.
    this.#amendments = () => amendments().catch(() => this.#all)
    await this.#inTurn(() => this.#amend(all))
  }

  /** Takes in what was changed in Discord, by another process as well. @returns whether anything was */
  refresh(): Promise<boolean> {
    return this.#inTurn(async () => this.#amend(await this.#amendments()))
  }

  /**
   * Judges the files in force with other changes made in Discord, whole, and keeps that.
   * @param keep called where they are valid, before they are in force
   * @returns the problems where they are not: nothing is changed
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
   * What the configuration would be with other changes made in Discord; nothing is changed. Those that were set aside before stay so: nobody's
   * change may fail of another's.
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
      this.#log.warn('desk_aside', { change: amendment.id, why, effect: 'it counts once it holds beside the files' })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }

  /** Looks whether the files are as they were; to be called every few seconds, since how long they have been still is what counts. */
  async observe(): Promise<void> {
    this.#see(await lookInto(this.#directory))
  }

  /** Takes a change that counts, or says why there is none. */
  reload(): Promise<Reload> {
    return this.#inTurn(() => this.#reload())
  }

  async #reload(): Promise<Reload> {
    const all = await this.#amendments()
    const files = await this.#reloadFiles(all)
    // What "config export" has put into files leaves the store at the same time: both are taken together.
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
