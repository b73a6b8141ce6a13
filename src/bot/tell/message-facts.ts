import type { Delivery } from '../../alerts/delivery.ts'
import { readPlace } from '../../alerts/places/place.ts'
import type { Settings } from '../../config/settings.ts'
import { isQuiet, UNSTEERED } from '../../desk/steering.ts'
import { modeAt, type Sender } from '../../io/discord/sender.ts'
import type { Store } from '../../io/store/store.ts'
import { steeringIn } from '../steering.ts'

/** Longest look-up of a channel's server, in ms. */
const GUILD_MS = 5000
/** No server has this id. */
const NOBODYS = '0'

/**
 * Whether a message comes without a sound, by quiet hours for everything or for its route. If the store does not answer, nothing is quiet, and
 * the message is still sent.
 */
export async function isQuietFor(
  { card, route }: Delivery,
  store: Pick<Store, 'fact'>,
  { routes, timeZone }: Pick<Settings, 'routes' | 'timeZone'>,
  now: number,
): Promise<boolean> {
  const { quiet: ofAll } = await steeringIn(store).catch(() => UNSTEERED)
  const own = routes[route]?.quiet ?? null
  const ofRoute = own === null ? null : { ...own, timeZone: own.timeZone ?? timeZone }
  return [ofAll, ofRoute].some(
    quiet => isQuiet({ quiet }, now) && !(card.priority === 'high' && quiet?.still === 'high'),
  )
}

/**
 * The server whose watchers a message mentions; on several routes of one server, only the first message mentions them.
 * @returns null: nobody watches, or the server is not known; '0', an id that no server has: another message mentions them
 */
export async function guildFor(
  { card, place = '', copyOf }: Delivery,
  store: Pick<Store, 'delivery'>,
  sender: Sender,
  channelOf: (route: string) => string | null,
): Promise<string | null> {
  if (card.watchers === undefined || card.watchers.every(one => one.guildId === null)) return null
  const guild = await guildOf(place, sender)
  const first = copyOf === undefined ? null : await store.delivery(copyOf).catch(() => null)
  const firstPlace = first === null ? null : channelOf(first.route)
  const named = firstPlace !== null && guild !== null && (await guildOf(firstPlace, sender)) === guild
  return named ? NOBODYS : guild
}

async function guildOf(place: string, sender: Sender): Promise<string | null> {
  const asked = modeAt(sender, place) === 'webhook' ? place : (readPlace(place)?.channel ?? place)
  return (await sender.guildOf?.(asked, AbortSignal.timeout(GUILD_MS))) ?? null
}
