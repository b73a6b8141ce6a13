/**
 * Changes of the configuration that people make in Discord: kept in the store, and laid over the files.
 * A change with which the configuration would not hold is refused with the problem, and the same ask changes one thing once.
 */

import type { Config } from '../../config/parts.ts'
import type { Proxies } from '../../config/proxies.ts'
import {
  AMENDMENTS,
  type Amendment,
  describeEdit,
  type Edit,
  EXPORTED,
  MOST_STANDING,
  madeOn,
  readAmendments,
  standingAmendments,
  withAmendment,
  withoutAmendment,
} from '../../desk/amendment.ts'
import type { Change } from '../../desk/steering.ts'
import type { Feed } from '../../feeds/feed.ts'
import type { Store } from '../../io/store/store.ts'
import { renderProblem } from '../../text/show/problem.ts'
import type { ConfigWatch } from '../reload/config-watch.ts'
import type { Tried } from '../reload/held-amendments.ts'
import { FeedFinder } from './feed-finder.ts'

/** What came of a change of the configuration. `fresh`: it was made now, not by the same ask before. */
export type Amended =
  | { readonly kind: 'done'; readonly amendment: Amendment; readonly fresh: boolean }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** All that people changed of the configuration in Discord, oldest first. @throws StoreError */
export async function amendmentsIn(store: Pick<Store, 'fact'>): Promise<readonly Amendment[]> {
  const [kept, exported] = await Promise.all([store.fact(AMENDMENTS), store.fact(EXPORTED)])
  return readAmendments(kept, exported)
}

/** What files say, as far as changes must know it. */
interface Named {
  readonly feeds: readonly Feed[]
  /** The terms of each list, the people who count for it included. */
  readonly terms: ReadonlyMap<string, readonly string[]>
}

export interface AmendingParts {
  readonly store: Pick<Store, 'fact' | 'saveFact'>
  readonly config: ConfigWatch
  /** null: everything is asked directly. */
  readonly proxies: Proxies | null
}

/**
 * Changes the configuration from Discord: judged whole beside the files in force, kept in the store, then in force. What changes goes one
 * after the other; its caller sees to that.
 */
export class Amending {
  readonly #parts: AmendingParts
  readonly #named = new WeakMap<Config, Map<'files' | 'texts', Promise<Named>>>()
  #long: Promise<unknown> = Promise.resolve()

  constructor(parts: AmendingParts) {
    this.#parts = parts
  }

  get config(): Config {
    return this.#parts.config.config
  }

  /** The files in force without what was changed in Discord, and the name of their place. */
  get files(): Pick<ConfigWatch, 'files' | 'directory' | 'texts'> {
    return this.#parts.config
  }

  /**
   * The feeds and terms of the files in force. Read in another thread: they are large.
   * @param which `texts`: with what was changed in Discord
   */
  named(which: 'files' | 'texts'): Promise<Named> {
    const known = this.#named.get(this.config) ?? new Map<'files' | 'texts', Promise<Named>>()
    this.#named.set(this.config, known)
    const before = known.get(which)
    if (before !== undefined) return before
    const { [which]: texts, readFiles } = this.#parts.config
    const named = readFiles({ texts, unreadable: [] }).then((read): Named => {
      if (read.kind === 'problems') return { feeds: [], terms: new Map() }
      const { feeds, terms } = read.parts
      return {
        feeds,
        terms: new Map(Object.entries(terms.lists).map(([name, list]) => [name, list.terms.map(one => one.term)])),
      }
    })
    known.set(which, named)
    return named
  }

  all(): Promise<readonly Amendment[]> {
    return amendmentsIn(this.#parts.store)
  }

  /** Takes in what another process changed meanwhile: called when this one leads. */
  async refresh(): Promise<void> {
    await this.#parts.config.refresh()
  }

  /** @param id what makes the change the same one when it is asked for again */
  async put(id: string, edit: Edit, made: Change): Promise<Amended> {
    const all = await this.all()
    const known = all.find(one => one.id === id)
    // The same ask after a restart: it may have been undone since.
    if (known !== undefined) return this.#again(known)
    if (standingAmendments(all).length >= MOST_STANDING) return { kind: 'refused', problems: [FULL] }
    const amendment: Amendment = { id, edit, made, undone: null }
    return this.#keep(withAmendment(all, amendment), amendment)
  }

  /** @param id null: the last one that stands. @returns null: there is none */
  async undo(id: string | null, change: Change): Promise<Amended | null> {
    const all = await this.all()
    const known = all.find(one => one.undone?.askId === change.askId)
    if (known !== undefined) return this.#again(known)
    const standing = standingAmendments(all)
    const one = id === null ? standing.at(-1) : standing.find(other => other.id === id)
    if (one === undefined) return null
    const upon = madeOn(all, one)
    if (upon !== null)
      return {
        kind: 'refused',
        problems: [`what was changed later was made on it – undo first: ${describeEdit(upon.edit)}`],
      }
    return this.#keep(withoutAmendment(all, one.id, change), { ...one, undone: change })
  }

  /** What the configuration would be with one more change. @returns the problems where it would not be valid */
  async tried(
    id: string,
    edit: Edit,
    made: Change,
  ): Promise<Pick<Extract<Tried, { kind: 'valid' }>, 'parts' | 'tables' | 'examples'> | readonly string[]> {
    const all = await this.all()
    const tried = await this.#parts.config.tried(withAmendment(all, { id, edit, made, undone: null }))
    return tried.kind === 'valid' ? tried : tried.problems.map(renderProblem)
  }

  /** Looks for feeds with the same guard, and the same hosts allowed, as `feeds add`. */
  find<T>(work: (finder: FeedFinder) => Promise<T>): Promise<T> {
    return this.inLongTurn(async () => {
      const finder = await FeedFinder.open(this.config, this.#parts.proxies)
      return work(finder).finally(() => finder.close())
    })
  }

  /** Work that takes long goes one after the other: a busy desk takes no more of the machine than one of them does. */
  inLongTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#long.then(work)
    this.#long = turn.catch(() => {})
    return turn
  }

  async #again(amendment: Amendment): Promise<Amended> {
    await this.#parts.config.refresh()
    return { kind: 'done', amendment, fresh: false }
  }

  async #keep(all: readonly Amendment[], amendment: Amendment): Promise<Amended> {
    const { store, config } = this.#parts
    const problems = await config.amend(all, () => store.saveFact(AMENDMENTS, all))
    if (problems.length > 0) return { kind: 'refused', problems: problems.map(renderProblem) }
    return { kind: 'done', amendment, fresh: true }
  }
}

const FULL = `${MOST_STANDING} changes made in Discord stand already – "config export --write --clear" puts them into files`
