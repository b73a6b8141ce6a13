import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { PollState } from '../../feeds/schedule/poll-state.ts'
import { isRecord } from '../../text/record.ts'
import type { ArchivedItem, StoredEvent } from './store.ts'

/** A record whose text is not JSON. */
export class Corrupt {
  readonly raw: string
  constructor(raw: string) {
    this.raw = raw
  }
}

/** Plain JSON, because Keyv's own format treats strings that start with ":" specially. */
export function serialize(data: { value?: unknown; expires?: number | undefined }): string {
  return JSON.stringify({ value: data.value })
}

/** The value of a record; Corrupt if its text cannot be read. Never throws. */
export function deserialize<T>(text: string): { value?: T; expires?: number | undefined } {
  try {
    const data: unknown = JSON.parse(text)
    if (isRecord(data) && 'value' in data) return { value: data.value as T }
  } catch {}
  return { value: new Corrupt(text) as T }
}

export function isAnything(_value: unknown): _value is unknown {
  return true
}

export function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(one => typeof one === 'string')
}

export function isString(value: unknown): value is string {
  return typeof value === 'string'
}

/** Numbers by name: parts of each day, time of each story. */
export function isCounts(value: unknown): value is Readonly<Record<string, number>> {
  return isRecord(value) && Object.values(value).every(one => typeof one === 'number')
}

const STATES = new Set<unknown>(['pending', 'uncertain', 'sent', 'set-aside', 'abandoned'])

export function isDelivery(value: unknown): value is Delivery {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.nonce === 'string' &&
    typeof value.route === 'string' &&
    typeof value.createdAt === 'number' &&
    isRecord(value.action) &&
    isRecord(value.card) &&
    isRecord(value.state) &&
    STATES.has(value.state.at)
  )
}

export function isStory(value: unknown): value is ToldStory {
  return (
    isRecord(value) && typeof value.id === 'string' && typeof value.lastAt === 'number' && Array.isArray(value.items)
  )
}

/** A record with a missing or wrong part is no better than none: the feed could not be polled with it. */
export function isPollState(value: unknown): value is PollState {
  if (!isRecord(value) || typeof value.feedId !== 'string' || typeof value.configuredUrl !== 'string') return false
  const { hints, cadence, health, validators, moving, failure } = value
  return (
    [value.dueAt, value.polledAt, value.failures].every(Number.isFinite) &&
    typeof value.read === 'boolean' &&
    typeof value.gone === 'boolean' &&
    (value.movedUrl === null || (typeof value.movedUrl === 'string' && URL.canParse(value.movedUrl))) &&
    [validators, moving, failure].every(part => part === null || isRecord(part)) &&
    isRecord(hints) &&
    Array.isArray(hints.skipHours) &&
    Array.isArray(hints.skipDays) &&
    isRecord(cadence) &&
    isStrings(cadence.known) &&
    Array.isArray(cadence.gapsMs) &&
    isRecord(health) &&
    typeof health.kind === 'string'
  )
}

export function isArchive(value: unknown): value is readonly ArchivedItem[] {
  return (
    Array.isArray(value) && value.every(one => isRecord(one) && isRecord(one.item) && typeof one.item.id === 'string')
  )
}

export function isEvents(value: unknown): value is Readonly<Record<string, StoredEvent>> {
  return isRecord(value) && Object.values(value).every(one => isRecord(one) && typeof one.at === 'number')
}
