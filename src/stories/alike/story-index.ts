import type { EventReading } from '../../events/event.ts'
import type { EventSense } from '../../events/sense.ts'
import type { Story, StoryItem } from '../story.ts'
import type { Wording } from '../wording.ts'
import { type Fingerprint, fingerprint, type ScanTerms } from './fingerprint.ts'
import { Frequencies } from './frequencies.ts'
import { Postings } from './postings.ts'
import type { Shelf } from './shelf.ts'
import { lengthOf, lengthOfVector, Query, type Vector, vector } from './similarity.ts'
import type { Tuning } from './tuning.ts'

/** An item as the index reads it. */
export interface Reading {
  readonly fingerprint: Fingerprint
  readonly words: Vector
  readonly terms: Vector
  readonly event: EventReading
  readonly at: number
}

/** A vector length, valid until the stream has grown. */
interface Measured {
  /** 0: not measured yet. */
  length: number
  /** How many items the stream had then. */
  measuredAt: number
}

/** A report of an open story. */
export interface Report extends Measured {
  readonly reading: Reading
}

/** An open story in the index: its reports and their sum. */
export interface Entry extends Measured {
  story: Story
  readonly slot: number
  readonly reports: Report[]
  readonly words: Map<number, number>
  readonly terms: Map<number, number>
  /** Reports by language of writing. */
  readonly languages: Map<string, number>
  /** Reports whose headline's main clause has an event class. */
  readonly events: Map<string, number>
}

/** Most stories that are compared closely with one item. */
const CLOSE_LOOKS = 40

/** Most postings read for one item, rarest features first: bounds the time whatever the number of stories. */
const MOST_POSTINGS = 5_000

/** An index of open stories by their reports' features; everything in it can be rebuilt from the stories. */
export class StoryIndex {
  readonly frequencies: Frequencies
  readonly entries = new Map<string, Entry>()
  /** The words and terms of the item being placed. */
  readonly askedWords = new Query()
  readonly askedTerms = new Query()
  readonly #idf = (id: number) => this.frequencies.idf(id)
  readonly #postings = new Postings()
  /** The shelf read last: of the same shelf only changes are read. */
  #shelf: Shelf | null = null
  readonly #slots: (Entry | undefined)[] = []
  readonly #scan: ScanTerms
  readonly #wording: Wording
  readonly #sense: EventSense
  readonly #tuning: Tuning

  constructor(scan: ScanTerms, wording: Wording, sense: EventSense, tuning: Tuning) {
    this.#scan = scan
    this.#wording = wording
    this.#sense = sense
    this.#tuning = tuning
    this.frequencies = new Frequencies(tuning, wording.common)
  }

  /**
   * Brings the index in line with these stories: reads what is new, drops what is gone.
   * @param last the item read and counted last, so that it is not counted twice
   */
  sync(shelf: Shelf, last: { readonly id: string; readonly reading: Reading } | null): void {
    for (const _ of this.syncing(shelf, last));
  }

  /** The same in steps of one report each; must be run to its end before the index is used. */
  *syncing(shelf: Shelf, last: { readonly id: string; readonly reading: Reading } | null): Generator<void> {
    const changed = shelf.takeChanged()
    const ids = shelf === this.#shelf ? changed : new Set([...this.entries.keys(), ...shelf.ids()])
    this.#shelf = shelf
    const unread: { readonly story: Story; readonly item: StoryItem }[] = []
    for (const id of ids) {
      const story = shelf.get(id)
      const entry = this.entries.get(id)
      if (story === undefined) {
        if (entry !== undefined) this.#drop(id, entry)
        continue
      }
      if (entry !== undefined) entry.story = story
      for (const item of story.items.slice(entry?.reports.length ?? 0)) unread.push({ story, item })
    }
    // After a restart, reports are read in their original order.
    unread.sort((a, b) => a.item.at - b.item.at || (a.item.id < b.item.id ? -1 : 1))
    for (const { story, item } of unread) {
      const reading = item.id === last?.id ? last.reading : this.read(item)
      if (reading !== last?.reading) this.learn(reading)
      this.#add(story, reading)
      yield
    }
  }

  read(item: StoryItem): Reading {
    const event = this.#sense.read(item)
    const print = fingerprint(item, event, this.#scan, this.#wording, this.#tuning)
    const id = (feature: string) => this.frequencies.id(feature)
    return { fingerprint: print, words: vector(print.words, id), terms: vector(print.terms, id), event, at: item.at }
  }

  /** Counts an item as seen, whichever story it belongs to. */
  learn(reading: Reading): void {
    this.frequencies.learn(reading.words, reading.terms)
  }

  #add(story: Story, reading: Reading): void {
    let entry = this.entries.get(story.id)
    if (entry === undefined) {
      const empty = { words: new Map(), terms: new Map(), languages: new Map(), events: new Map() }
      entry = { story, slot: this.#postings.take(), reports: [], length: 0, measuredAt: 0, ...empty }
      this.#slots[entry.slot] = entry
      this.entries.set(story.id, entry)
    }
    entry.story = story
    entry.reports.push({ reading, length: 0, measuredAt: 0 })
    entry.length = 0
    this.#sum(entry, entry.words, reading.words)
    this.#sum(entry, entry.terms, reading.terms)
    count(entry.languages, reading.fingerprint.language)
    for (const event of reading.fingerprint.events) count(entry.events, event)
    this.measure(entry)
  }

  /** Length of a story's vector by present rarities: measured again when the story or the stream has changed enough. */
  measure(entry: Entry): number {
    if (entry.length === 0 || this.frequencies.hasGrown(entry.measuredAt)) {
      entry.length = lengthOf(entry.words, this.#idf)
      entry.measuredAt = this.frequencies.seen
      this.#postings.measure(entry.slot, entry.length)
    }
    return entry.length
  }

  /** The same for the words of one report. */
  measureReport(report: Report): number {
    if (report.length === 0 || this.frequencies.hasGrown(report.measuredAt)) {
      report.length = lengthOfVector(report.reading.words, this.#idf)
      report.measuredAt = this.frequencies.seen
    }
    return report.length
  }

  /** The stories that may be nearest to an item, chosen by rare features. */
  candidates(reading: Reading): readonly Entry[] {
    const asked = [reading.words, reading.terms].flatMap(({ ids, weights }) =>
      [...ids].map((id, at) => ({ id, counts: (weights[at] ?? 0) * this.frequencies.idf(id) ** 2 })),
    )
    const slots = this.#postings.top(asked, CLOSE_LOOKS, MOST_POSTINGS)
    return slots.flatMap(slot => this.#slots[slot] ?? [])
  }

  #sum(entry: Entry, to: Map<number, number>, from: Vector): void {
    for (const [index, id] of from.ids.entries()) {
      const weight = from.weights[index] ?? 0
      if (!entry.words.has(id) && !entry.terms.has(id)) this.#postings.add(entry.slot, id, weight)
      to.set(id, (to.get(id) ?? 0) + weight)
    }
  }

  #drop(id: string, entry: Entry): void {
    this.entries.delete(id)
    this.#slots[entry.slot] = undefined
    this.#postings.release(entry.slot, new Set([...entry.words.keys(), ...entry.terms.keys()]))
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
