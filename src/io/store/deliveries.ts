import type { Delivery } from '../../alerts/delivery.ts'
import { isDelivery, isString, isStrings } from './codec.ts'
import { Batch, type Records } from './records.ts'

/** Ids of deliveries that may be open: a delivery counts as stored once its id is in here. */
const OPEN = 'index/open'

/** Deliveries by id, by message, and the open ones. The caller must serialise writes: the index has one writer. */
export class Deliveries {
  readonly #records: Records
  /** Ids closed since the index was last written; the next write removes them. */
  readonly #closed = new Set<string>()

  constructor(records: Records) {
    this.#records = records
  }

  async get(id: string): Promise<Delivery | null> {
    return this.#records.get(deliveryKey(id), isDelivery)
  }

  async byMessage(messageId: string): Promise<Delivery | null> {
    const id = await this.#records.get(`message/${messageId}`, isString)
    return id === null ? null : this.get(id)
  }

  async open(): Promise<readonly Delivery[]> {
    const ids = await this.#openIds()
    const found = await this.#records.getMany(ids.map(deliveryKey), isDelivery)
    const open: Delivery[] = []
    for (const [index, delivery] of found.entries()) {
      if (delivery !== null && isOpen(delivery)) open.push(delivery)
      else this.#closed.add(ids[index] ?? '')
    }
    return open.sort(byRouteAndOrder)
  }

  /** Adds those not stored yet; a stored one keeps its state. @returns keys of the new records, for the ledger */
  async add(batch: Batch, deliveries: readonly Delivery[]): Promise<readonly string[]> {
    if (deliveries.length === 0) return []
    const stored = await this.#records.getMany(
      deliveries.map(one => deliveryKey(one.id)),
      isDelivery,
    )
    const opened: string[] = []
    const made: string[] = []
    for (const [index, delivery] of deliveries.entries()) {
      const known = stored[index] ?? null
      if (known === null) {
        batch.set(deliveryKey(delivery.id), delivery)
        made.push(deliveryKey(delivery.id))
      }
      if (isOpen(known ?? delivery)) opened.push(delivery.id)
    }
    await this.#index(batch, opened)
    return made
  }

  /** Stores a delivery's state. A closed one leaves the index with the next change of the index. */
  async save(delivery: Delivery): Promise<void> {
    const batch = new Batch()
    batch.set(deliveryKey(delivery.id), delivery)
    if (delivery.state.at === 'sent') batch.set(`message/${delivery.state.messageId}`, delivery.id)
    if (isOpen(delivery)) await this.#index(batch, [delivery.id])
    await this.#records.write(batch)
    if (!isOpen(delivery)) this.#closed.add(delivery.id)
  }

  async #index(batch: Batch, opened: readonly string[]): Promise<void> {
    const ids = await this.#openIds()
    const known = new Set(ids)
    for (const id of opened) this.#closed.delete(id)
    if (opened.every(id => known.has(id))) return
    const next = [...new Set([...ids, ...opened])].filter(id => !this.#closed.has(id))
    batch.set(OPEN, next)
  }

  async #openIds(): Promise<readonly string[]> {
    const [value] = await this.#records.read([OPEN])
    if (value === undefined) return []
    if (isStrings(value)) return value
    return this.#rebuild(value)
  }

  /** Rebuilds an unreadable index from the deliveries themselves. */
  async #rebuild(broken: unknown): Promise<readonly string[]> {
    const ids: string[] = []
    for await (const [key, value] of this.#records.all()) {
      if (key.startsWith('delivery/') && isDelivery(value) && isOpen(value)) ids.push(value.id)
    }
    await this.#records.replace(OPEN, broken, ids)
    return ids
  }
}

export function deliveryKey(id: string): string {
  return `delivery/${id}`
}

/** Whether a delivery is still to be sent, or may have arrived. */
export function isOpen(delivery: Delivery): boolean {
  return delivery.state.at === 'pending' || delivery.state.at === 'uncertain'
}

function byRouteAndOrder(left: Delivery, right: Delivery): number {
  if (left.route !== right.route) return left.route < right.route ? -1 : 1
  return left.createdAt - right.createdAt || left.order - right.order || (left.id < right.id ? -1 : 1)
}
