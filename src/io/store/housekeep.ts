import type { Keep } from '../../config/settings.ts'
import { isDelivery } from './codec.ts'
import { deliveryKey, isOpen } from './deliveries.ts'
import { dayOf } from './ledger.ts'
import { Batch } from './records.ts'
import type { Rooms } from './rooms.ts'
import { storyKey } from './stories.ts'

/**
 * Removes what is past its retention, except open deliveries, stories that may be open, and those stories' deliveries. Records go before the
 * ledger that names them, so that a crash leaves no record that is never found again.
 * @returns number of removed records
 */
export async function housekeep(rooms: Rooms, now: number, keep: Keep): Promise<number> {
  const kept = now - keep.archiveMs
  let count = await dropSeen(rooms, now - keep.seenMs)
  count += await dropClosed(rooms, dayOf(kept), dayOf(now))
  const batch = new Batch()
  count += await rooms.archive.dropBefore(dayOf(kept), batch)
  count += await rooms.events.dropBefore(kept, batch)
  await rooms.records.write(batch)
  return count
}

async function dropSeen({ records, seen, ledger }: Rooms, before: number): Promise<number> {
  let count = 0
  for (const day of await ledger.daysBefore('seen', dayOf(before))) {
    // A key that was met again is also in a later day of the ledger.
    const old = await seen.metBefore(await ledger.keys('seen', day), before)
    await records.delete(old)
    count += old.length
    await ledger.drop('seen', day)
  }
  return count
}

async function dropClosed(
  { records, stories, deliveries, ledger }: Rooms,
  before: string,
  today: string,
): Promise<number> {
  const days = await ledger.daysBefore('kept', before)
  if (days.length === 0) return 0
  const openStories = await stories.index()
  const openIds = new Set((await deliveries.open()).map(delivery => delivery.id))
  let count = 0
  for (const day of days) {
    const stay = new Set<string>()
    const go = new Set<string>()
    for (const key of await ledger.keys('kept', day)) {
      if (key.startsWith('story/')) {
        const open = Object.hasOwn(openStories, key.slice(storyKey('').length))
        ;(open ? stay : go).add(key)
        continue
      }
      const delivery = await records.get(key, isDelivery)
      if (delivery === null) continue
      if (isOpen(delivery) || openIds.has(delivery.id) || Object.hasOwn(openStories, delivery.storyId)) {
        stay.add(deliveryKey(delivery.id))
        continue
      }
      go.add(key)
      if (delivery.state.at === 'sent') go.add(`message/${delivery.state.messageId}`)
    }
    const batch = new Batch()
    await ledger.add(batch, [{ name: 'kept', day: today, keys: [...stay] }])
    await records.write(batch)
    await records.delete([...go])
    count += go.size
    await ledger.drop('kept', day)
  }
  return count
}
