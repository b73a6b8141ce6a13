import { type Fingerprint, fingerprint, type ScanTerms } from './fingerprint.ts'
import { Frequencies } from './frequencies.ts'
import { lengthOf, type Vector, vector } from './similarity.ts'
import type { Story, StoryItem } from './story.ts'
import type { Tuning } from './tuning.ts'

/** An item as the index reads it. */
export interface Reading {
  readonly fingerprint: Fingerprint
  readonly words: Vector
  readonly terms: Vector
  readonly at: number
}

/** An open story in the index: its reports, and their sum. */
export interface Entry {
  story: Story
  readonly reports: Reading[]
  readonly words: Map<number, number>
  readonly terms: Map<number, number>
  /** Reports by language of writing. */
  readonly languages: Map<string, number>
  /** Reports whose headline's main clause has an event class. */
  readonly events: Map<string, number>
  /** Length of `words` as of when it was last needed. */
  length: number
}

/** Stories that are looked at closely for one item. */
const CLOSE_LOOKS = 24

/** Postings that are walked for one item, rarest features first: keeps the time for an item flat in the number of stories. */
const MOST_POSTINGS = 12_000

/** Open stories by what their reports say; holds nothing that cannot be read again from the stories. */
export class StoryIndex {
  readonly frequencies: Frequencies
  readonly entries = new Map<string, Entry>()
  readonly #postings = new Map<number, Set<Entry>>()
  readonly #scan: ScanTerms
  readonly #tuning: Tuning

  constructor(scan: ScanTerms, tuning: Tuning) {
    this.#scan = scan
    this.#tuning = tuning
    this.frequencies = new Frequencies(tuning)
  }

  /**
   * Makes the index that of these stories: reads what is new, forgets what is gone.
   * @param last the item that was read and counted last, so that it is not read and counted again
   */
  sync(open: readonly Story[], last: { readonly id: string; readonly reading: Reading } | null): void {
    const unread: { readonly story: Story; readonly item: StoryItem }[] = []
    for (const story of open) {
      const entry = this.entries.get(story.id)
      if (entry?.story === story) continue
      const read = entry?.reports.length ?? 0
      if (entry !== undefined) entry.story = story
      for (const item of story.items.slice(read)) unread.push({ story, item })
    }
    // What is read back after a restart comes in the order in which it came first.
    unread.sort((a, b) => a.item.at - b.item.at || (a.item.id < b.item.id ? -1 : 1))
    for (const { story, item } of unread) {
      const reading = item.id === last?.id ? last.reading : this.read(item)
      if (reading !== last?.reading) this.learn(reading)
      this.#add(story, reading)
    }
    if (this.entries.size === open.length) return
    const present = new Set(open.map(story => story.id))
    for (const [id, entry] of this.entries) if (!present.has(id)) this.#drop(id, entry)
  }

  read(item: StoryItem): Reading {
    const print = fingerprint(item, this.#scan, this.#tuning)
    const id = (feature: string) => this.frequencies.id(feature)
    return { fingerprint: print, words: vector(print.words, id), terms: vector(print.terms, id), at: item.at }
  }

  /** Counts an item as seen, whichever story it belongs to. */
  learn(reading: Reading): void {
    this.frequencies.learn(reading.words, reading.terms)
  }

  #add(story: Story, reading: Reading): void {
    let entry = this.entries.get(story.id)
    if (entry === undefined) {
      const empty = { words: new Map(), terms: new Map(), languages: new Map(), events: new Map() }
      entry = { story, reports: [], ...empty, length: 1 }
      this.entries.set(story.id, entry)
    }
    entry.story = story
    entry.reports.push(reading)
    this.#sum(entry, entry.words, reading.words)
    this.#sum(entry, entry.terms, reading.terms)
    count(entry.languages, reading.fingerprint.language)
    for (const event of reading.fingerprint.events) count(entry.events, event)
    entry.length = lengthOf(entry.words, feature => this.frequencies.idf(feature))
  }

  /** The stories that may be nearest to an item, by the features that few stories have. */
  candidates(reading: Reading): readonly Entry[] {
    const dots = new Map<Entry, number>()
    const features = [...reading.words.ids, ...reading.terms.ids]
      .map(id => ({ id, entries: this.#postings.get(id) }))
      .sort((a, b) => (a.entries?.size ?? 0) - (b.entries?.size ?? 0))
    let walked = 0
    for (const { id, entries } of features) {
      if (entries === undefined) continue
      walked += entries.size
      if (walked > MOST_POSTINGS && dots.size > 0) break
      const idf = this.frequencies.idf(id) ** 2
      for (const entry of entries) {
        const weight = entry.words.get(id) ?? entry.terms.get(id) ?? 0
        dots.set(entry, (dots.get(entry) ?? 0) + (weight * idf) / entry.length)
      }
    }
    return [...dots]
      .sort((a, b) => b[1] - a[1] || (a[0].story.id < b[0].story.id ? -1 : 1))
      .slice(0, CLOSE_LOOKS)
      .map(([entry]) => entry)
  }

  #sum(entry: Entry, to: Map<number, number>, from: Vector): void {
    for (const [index, id] of from.ids.entries()) {
      to.set(id, (to.get(id) ?? 0) + (from.weights[index] ?? 0))
      let entries = this.#postings.get(id)
      if (entries === undefined) {
        entries = new Set()
        this.#postings.set(id, entries)
      }
      entries.add(entry)
    }
  }

  #drop(id: string, entry: Entry): void {
    this.entries.delete(id)
    for (const feature of [...entry.words.keys(), ...entry.terms.keys()]) {
      const entries = this.#postings.get(feature)
      entries?.delete(entry)
      if (entries?.size === 0) this.#postings.delete(feature)
    }
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
