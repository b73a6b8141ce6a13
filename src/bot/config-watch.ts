import { type Config, readConfig } from '../config/config.ts'
import { readConfigFiles } from '../io/ops/config-files.ts'
import type { Log } from '../io/ops/log.ts'
import { idOf } from '../text/id.ts'
import { type Problem, renderProblem } from '../text/problem.ts'
import { readApart } from './config-apart.ts'
import { nameOf } from './cycle.ts'

/** What reading the files anew came to. */
export type Reload =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly config: Config }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** Keeps a valid configuration and reads the files again when they change; a bad change is refused and named once, and changes nothing. */
export class ConfigWatch {
  readonly #directory: string
  readonly #log: Log
  #read: string
  #config: Config

  private constructor(directory: string, log: Log, read: string, config: Config) {
    this.#directory = directory
    this.#log = log
    this.#read = read
    this.#config = config
  }

  /** @returns the problems where the files are not valid: the bot does not start on them */
  static async open(directory: string, log: Log): Promise<ConfigWatch | readonly Problem[]> {
    let files: ReadonlyMap<string, string>
    try {
      files = await readConfigFiles(directory)
    } catch {
      return [
        {
          file: directory,
          line: 1,
          column: 1,
          what: 'the config directory cannot be read',
          todo: 'name it with --config DIR',
        },
      ]
    }
    const read = readConfig(files, directory)
    return read.kind === 'problems' ? read.problems : new ConfigWatch(directory, log, fingerprint(files), read.config)
  }

  get config(): Config {
    return this.#config
  }

  async reload(): Promise<Reload> {
    let files: ReadonlyMap<string, string>
    try {
      files = await readConfigFiles(this.#directory)
    } catch (error) {
      this.#log.warn('config_unreadable', { reason: nameOf(error), effect: 'the configuration of before stays' })
      return { kind: 'same' }
    }
    const read = fingerprint(files)
    if (read === this.#read) return { kind: 'same' }
    this.#read = read
    const result = await readApart(files, this.#directory)
    if (result.kind === 'problems') {
      const problems = result.problems.map(renderProblem)
      this.#log.error('config_refused', { problems, effect: 'the configuration of before stays' })
      return { kind: 'refused', problems }
    }
    this.#config = result.config
    this.#log.info('config_changed', { feeds: result.config.feeds.length, rules: result.config.ruleSet.rules.length })
    return { kind: 'changed', config: result.config }
  }
}

function fingerprint(files: ReadonlyMap<string, string>): string {
  return idOf([...files].flat())
}
