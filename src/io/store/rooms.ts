import type { Archive } from './archive.ts'
import type { Deliveries } from './deliveries.ts'
import type { Events } from './events.ts'
import type { Ledger } from './ledger.ts'
import type { Records } from './records.ts'
import type { Seen } from './seen.ts'
import type { Stories } from './stories.ts'

/** The parts of the store, over the same records. */
export interface Rooms {
  readonly records: Records
  readonly deliveries: Deliveries
  readonly stories: Stories
  readonly events: Events
  readonly archive: Archive
  readonly seen: Seen
  readonly ledger: Ledger
}
