import { idOf } from '../../text/id.ts'
import type { Card } from '../card/card.ts'
import { linkText } from '../card/link.ts'
import { NO_REPORT } from '../card/notice.ts'
import type { Delivery } from '../delivery.ts'
import { unsent } from '../plan.ts'
import { directPlace, userOf } from './place.ts'

/** Most users that one message names; the others get direct messages (Discord's page "Message Resource": 100 in allowed_mentions). */
export const MOST_NAMED = 40

/** Name of the route to a user's direct messages; no route in settings.yaml can have such a name. */
export function directRoute(userId: string): string {
  return `@${directPlace(userId)}`
}

/** The place that a direct route leads to; null: not a direct route. */
export function placeOfDirect(route: string): string | null {
  const place = route.slice(1)
  return route.startsWith('@') && userOf(place) !== null ? place : null
}

/** An alert as a direct message; its id is derived from alert and user, so that planning again gives the same delivery. */
export function directTo(userId: string, alert: Delivery, watched: string): Delivery {
  const { watchers: _, ...card } = alert.card
  return {
    ...unsent(idOf(['direct', userId, alert.id], 20), alert.createdAt, alert.order),
    route: directRoute(userId),
    action: { kind: 'post' },
    storyId: alert.storyId,
    itemIds: alert.itemIds,
    directOf: alert.id,
    card: { ...card, watched },
  }
}

/**
 * The message in an alert's channel to a user who accepts no direct messages.
 * @param alert the delivery of the alert; the user is named on its route
 * @param now ms since 1970
 */
export function namedInstead(userId: string, direct: Delivery, alert: Delivery, now: number): Delivery {
  const id = idOf(['direct closed', direct.id], 20)
  const { title, url } = alert.card
  const link = linkText(title, url, 700, 256) || 'an alert'
  const notice = `${link}\nYou watch this, and your direct messages are closed to this bot. From now on you are named here; /watch with \`direct\` tries again.`
  const storyId = `direct ${id}`
  return {
    ...unsent(id, now, 0),
    route: alert.route,
    action: { kind: 'reply', to: alert.action.kind === 'edit' ? alert.action.of : alert.id },
    storyId,
    itemIds: direct.itemIds,
    card: {
      ...NO_REPORT,
      ...kept(alert.card),
      storyId,
      title: 'An alert that you watch',
      notice,
      watchers: [{ id: userId, guildId: null }],
      firstSeenAt: now,
    },
  }
}

function kept({ type, priority }: Card): Pick<Card, 'type' | 'priority'> {
  return { type, priority }
}
