import type { Answer } from '../../../feeds/schedule/answer.ts'
import { isRecord } from '../../../text/record.ts'
import { answerKey, type Crew, feedOfAnswer, type Sign } from '../adapters/crew.ts'
import { isPollState, serialize } from '../codec.ts'
import type { Records } from '../records.ts'
import type { AnswerQueue, Waiting } from './answer-queue.ts'

/** Replaces an answer in the write that takes it in, until it is removed from the queue. */
const TAKEN = 'taken'

/**
 * The queue over the records: each answer is a record. The commit that takes one in replaces it with a mark, so that none is taken in twice.
 */
export class Answers implements AnswerQueue {
  readonly #records: Records
  readonly #crew: Crew

  constructor(records: Records, crew: Crew) {
    this.#records = records
    this.#crew = crew
  }

  sign(name: string, text: string): Promise<readonly Sign[]> {
    return this.#records.ask('sign', undefined, () => this.#crew.sign(name, text))
  }

  signs(): Promise<readonly Sign[]> {
    return this.#records.ask('read signs', undefined, () => this.#crew.signs())
  }

  leave(name: string): Promise<void> {
    return this.#records.ask('leave', undefined, () => this.#crew.leave(name))
  }

  hand(answer: Answer): Promise<void> {
    const text = serialize({ value: answer })
    return this.#records.ask('hand over', answer.feedId, () => this.#crew.hand(answer.feedId, text))
  }

  async waiting(): Promise<readonly Waiting[]> {
    const ids = await this.#records.ask('read queue', undefined, () => this.#crew.waiting())
    return ids.map(id => ({ id, feedId: feedOfAnswer(id) }))
  }

  async read(ids: readonly string[]): Promise<readonly (Answer | null)[]> {
    const found = await this.#records.getMany(ids.map(answerKey), isAnswer)
    return found.map(one => (one === TAKEN ? null : one))
  }

  drop(ids: readonly string[]): Promise<void> {
    return this.#records.ask('drop', ids[0], () => this.#crew.drop(ids))
  }
}

/** The record by which a commit marks the answer that it takes in. */
export function takenMark(id: string): readonly [key: string, value: string] {
  return [answerKey(id), TAKEN]
}

function isAnswer(value: unknown): value is Answer | typeof TAKEN {
  if (value === TAKEN) return true
  if (!isRecord(value) || typeof value.feedId !== 'string' || typeof value.askedWith !== 'string') return false
  if (typeof value.by !== 'string' || !isPollState(value.state) || !Array.isArray(value.notices)) return false
  if (value.kind === 'read') {
    const { items, problems, standing } = value
    return Array.isArray(problems) && Array.isArray(items) && items.every(isItem) && typeof standing === 'number'
  }
  return value.kind === 'unchanged' || (value.kind === 'failed' && typeof value.what === 'string')
}

function isItem(value: unknown): boolean {
  return isRecord(value) && typeof value.id === 'string' && Array.isArray(value.keys) && typeof value.title === 'string'
}
