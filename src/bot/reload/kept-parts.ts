import type { KnownParts } from '../../config/known-parts.ts'
import type { ConfigFileName } from '../../config/layers/files.ts'
import { namesOver } from '../../config/layers/sources.ts'
import { alertOf, type Parts, type Tables } from '../../config/parts.ts'
import type { Settings } from '../../config/settings.ts'
import { secretsOf } from '../../feeds/secrets.ts'
import { Kept } from '../../io/ops/kept.ts'
import type { Problem } from '../../text/show/problem.ts'

/** Code that turns files into a configuration, or stores its parts: if any of it changes, the cache is void. */
const MADE_BY = [
  'text',
  'language',
  'feeds',
  'rules',
  'events',
  'stories',
  'briefs',
  'alerts',
  'config',
  'bot/reload/kept-parts.ts',
]

const JUDGING = [
  'people.yaml',
  'sides.yaml',
  'places.yaml',
  'terms.yaml',
  'events.yaml',
  'stories.yaml',
  'rules.yaml',
  'weights.yaml',
  'demo.yaml',
] as const
/** Cached parts of a configuration, and the files that each depends on; `judging` and `tables` depend on some settings too. */
const FROM = {
  settings: ['settings.yaml'],
  feeds: ['feeds.yaml'],
  people: ['people.yaml'],
  terms: ['people.yaml', 'sides.yaml', 'terms.yaml'],
  judging: JUDGING,
  tables: JUDGING,
  warnings: ['settings.yaml', 'feeds.yaml', ...JUDGING],
} as const satisfies Readonly<Record<string, readonly ConfigFileName[]>>

/** What items are judged by, without the parts that are cached separately. Problems name their files without the directory. */
interface KeptJudging extends Omit<Parts, 'settings' | 'feeds' | 'people' | 'terms'> {
  readonly wrong: readonly Problem[]
}

/** A whole configuration from the cache. */
export interface KeptWhole {
  readonly parts: Parts
  /** null: not requested. */
  readonly tables: Tables | null
  readonly wrong: readonly Problem[]
}

/**
 * Caches the valid parts of a config directory, each under the texts of the files that it depends on: if one file changes, parts of the others
 * need not be read again. Feeds with a secret are not cached, so that the secret is in one place only.
 */
export class KeptParts {
  readonly #kept: Kept
  readonly #texts: ReadonlyMap<string, string>
  readonly #directory: string

  /** @param place cache directory; default: Node's compile cache */
  constructor(texts: ReadonlyMap<string, string>, directory: string, place?: string) {
    this.#kept = Kept.by(MADE_BY, place)
    this.#texts = texts
    this.#directory = directory
  }

  /** The cache directory; undefined: none. */
  get place(): string | undefined {
    return this.#kept.directory
  }

  async settings(): Promise<Settings | undefined> {
    return (await this.#read('settings')) as Settings | undefined
  }

  /** Settings and feeds, for commands that judge nothing; null: not known that the whole configuration is valid. */
  async around(): Promise<Pick<Parts, 'settings' | 'feeds'> | null> {
    const settings = await this.settings()
    if (settings === undefined || !this.#kept.has('judging', this.#from('judging', settings))) return null
    const feeds = (await this.#read('feeds')) as Parts['feeds'] | undefined
    return feeds === undefined ? null : { settings, feeds }
  }

  /** @param judges whether the tables that find words are needed */
  async whole(judges: boolean): Promise<KeptWhole | null> {
    const around = await this.around()
    return around === null ? null : this.beside(around, judges)
  }

  /** The configuration with given valid settings and feeds, the rest from the cache; null: not all of it is cached. */
  async beside({ settings, feeds }: Pick<Parts, 'settings' | 'feeds'>, judges: boolean): Promise<KeptWhole | null> {
    const own = await this.#kept.read('judging', this.#from('judging', settings))
    const [people, terms] = [await this.#read('people'), await this.#read('terms')]
    const tables = judges ? await this.#kept.read('tables', this.#from('tables', settings)) : null
    if (own === undefined || people === undefined || terms === undefined || tables === undefined) return null
    const { wrong, ...rest } = own as KeptJudging
    return {
      parts: { settings, feeds, people: people as Parts['people'], terms: terms as Parts['terms'], ...rest },
      tables: tables as Tables | null,
      wrong: wrong.map(one => ({
        ...one,
        file: one.file.startsWith('/') ? `${this.#directory}${one.file}` : one.file,
      })),
    }
  }

  /** What the cache holds to go with valid settings. */
  async known(settings: Settings): Promise<KnownParts> {
    const feeds = (await this.#read('feeds')) as Parts['feeds'] | undefined
    const known = feeds === undefined ? { settings } : { settings, feeds }
    const judging = ['judging', 'tables', 'people', 'terms'] as const
    if (judging.every(what => this.#kept.has(what, this.#from(what, settings)))) return { ...known, judging: true }
    const [people, terms] = [await this.#read('people'), await this.#read('terms')]
    return {
      ...known,
      ...(people === undefined ? {} : { people: people as Parts['people'] }),
      ...(people === undefined || terms === undefined ? {} : { terms: terms as Parts['terms'] }),
    }
  }

  /** Caches valid settings and feeds. @param known what is cached already */
  async keepAround({ settings, feeds }: Pick<Parts, 'settings' | 'feeds'>, known: KnownParts): Promise<void> {
    if (known.settings === undefined) await this.#write('settings', settings, settings)
    if (known.feeds === undefined && feeds.every(feed => secretsOf(feed).length === 0))
      await this.#write('feeds', settings, feeds)
  }

  /** Caches a whole valid configuration. @param known what is cached already */
  async keep({ parts, tables, wrong }: KeptWhole, known: KnownParts): Promise<void> {
    const { settings, feeds, people, terms, ...rest } = parts
    await this.keepAround({ settings, feeds }, known)
    if (known.people === undefined) await this.#write('people', settings, people)
    if (known.terms === undefined) await this.#write('terms', settings, terms)
    await this.#write('tables', settings, tables)
    const beside = wrong.map(one => ({ ...one, file: beneath(one.file, this.#directory) }))
    const judging: KeptJudging = { ...rest, wrong: beside }
    await this.#write('judging', settings, judging)
  }

  async warnings(): Promise<readonly Problem[] | undefined> {
    return (await this.#kept.read('warnings', [this.#directory, ...this.#from('warnings')])) as
      | readonly Problem[]
      | undefined
  }

  async keepWarnings(warnings: readonly Problem[]): Promise<void> {
    await this.#kept.write('warnings', [this.#directory, ...this.#from('warnings')], warnings)
  }

  async #write(what: keyof typeof FROM, settings: Settings, value: unknown): Promise<void> {
    await this.#kept.write(what, this.#from(what, settings), value)
  }

  #read(what: 'settings' | 'feeds' | 'people' | 'terms'): Promise<unknown> {
    return this.#kept.read(what, this.#from(what))
  }

  /** Names and texts of the files that a part depends on. */
  #from(what: keyof typeof FROM, settings?: Settings): readonly string[] {
    const names = FROM[what].flatMap(name => [name, ...namesOver(name, this.#texts)])
    const texts = names.flatMap(name => [this.#texts.get(name) ?? []].flat().flatMap(text => [name, text]))
    if (settings === undefined || FROM[what] !== JUDGING) return texts
    return [JSON.stringify([Object.keys(settings.routes), alertOf(settings)]), ...texts]
  }
}

/** A file's path relative to the config directory, with a leading slash; a file elsewhere keeps its name. */
function beneath(file: string, directory: string): string {
  return file.startsWith(`${directory}/`) ? file.slice(directory.length) : file
}
