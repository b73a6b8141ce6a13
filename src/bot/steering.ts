import { readSteering, STEERING, type Steering } from '../desk/steering.ts'
import type { Store } from '../io/store/store.ts'

/** Mutes, quiet hours and pause as set in Discord. @throws StoreError */
export async function steeringIn(store: Pick<Store, 'fact'>): Promise<Steering> {
  return readSteering(await store.fact(STEERING))
}
