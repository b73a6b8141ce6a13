/**
 * Configuration changes made in Discord: kept in the store, and layered over the files.
 * A change that would make the configuration invalid is refused with the problem. Repeating an ask does not repeat its change.
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

/** Result of a configuration change. `fresh`: it was made now, not by the same ask earlier. */
export type Amended =
  | { readonly kind: 'done'; readonly amendment: Amendment; readonly fresh: boolean }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

/** All configuration changes made in Discord, oldest first. @throws StoreError */
export async function amendmentsIn(store: Pick<Store, 'fact'>): Promise<readonly Amendment[]> {
  const [kept, exported] = await Promise.all([store.fact(AMENDMENTS), store.fact(EXPORTED)])
  return readAmendments(kept, exported)
}

/** What changes need to know of the files. */
interface Named {
  readonly feeds: readonly Feed[]
  /** The terms of each list, including its people. */
  readonly terms: ReadonlyMap<string, readonly string[]>
}

export interface AmendingParts {
  readonly store: Pick<Store, 'fact' | 'saveFact'>
  readonly config: ConfigWatch
  /** null: every request goes directly. */
  readonly proxies: Proxies | null
}

/**
 * Changes the configuration from Discord: a change is checked together with the files in force, stored, and then takes effect. The caller
 * must serialise changes.
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

  /** The files in force, without (`files`) and with (`texts`) the changes made in Discord, and their directory's name. */
  get files(): Pick<ConfigWatch, 'files' | 'directory' | 'texts'> {
    return this.#parts.config
  }

  /**
   * The feeds and terms of the files in force. Read in another thread, since they are large.
   * @param which `texts`: with the changes made in Discord
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

  /** Loads what another process changed meanwhile; called when this one begins to lead. */
  async refresh(): Promise<void> {
    await this.#parts.config.refresh()
  }

  /** @param id identifies the change, so that a repeated ask finds it */
  async put(id: string, edit: Edit, made: Change): Promise<Amended> {
    const all = await this.all()
    const known = all.find(one => one.id === id)
    // A repeated ask after a restart: its change may have been undone since.
    if (known !== undefined) return this.#again(known)
    if (standingAmendments(all).length >= MOST_STANDING) return { kind: 'refused', problems: [FULL] }
    const amendment: Amendment = { id, edit, made, undone: null }
    return this.#keep(withAmendment(all, amendment), amendment)
  }

  /** @param id null: the last change in effect. @returns null: there is none */
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
        problems: [`a later change builds on it – undo first: ${describeEdit(upon.edit)}`],
      }
    return this.#keep(withoutAmendment(all, one.id, change), { ...one, undone: change })
  }

  /** The configuration with one more change, not applied. @returns the problems if it would not be valid */
  async tried(
    id: string,
    edit: Edit,
    made: Change,
  ): Promise<Pick<Extract<Tried, { kind: 'valid' }>, 'parts' | 'tables' | 'examples'> | readonly string[]> {
    const all = await this.all()
    const tried = await this.#parts.config.tried(withAmendment(all, { id, edit, made, undone: null }))
    return tried.kind === 'valid' ? tried : tried.problems.map(renderProblem)
  }

  /** Looks for feeds with the same guard and allowed hosts as `feeds add`. */
  find<T>(work: (finder: FeedFinder) => Promise<T>): Promise<T> {
    return this.inLongTurn(async () => {
      const finder = await FeedFinder.open(this.config, this.#parts.proxies)
      return work(finder).finally(() => finder.close())
    })
  }

  /** Runs long work one piece at a time, so that a busy desk takes no more of the machine than one piece does. */
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

const FULL = `there are already ${MOST_STANDING} changes made in Discord – "config export --write --clear" moves them into the files`
