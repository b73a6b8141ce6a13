import { idOf } from '../../text/id.ts'
import type { Card } from '../card/card.ts'
import type { Delivery, DeliveryAction } from '../delivery.ts'
import { markerOf, unsent } from '../plan.ts'

/** The id of a delivery's copy on another route: derived from both, so that copying it again makes the same. */
export function copyIdOf(route: string, deliveryId: string): string {
  return idOf(['copy', route, deliveryId], 20)
}

/**
 * A delivery told on one more route: a post is a post there, an edit edits the copy of what it edits, a reply answers that of what it answers.
 * @param card what it says there
 */
export function copyTo(route: string, of: Delivery, card: Card): Delivery {
  const id = copyIdOf(route, of.id)
  const action = actionTo(route, of.action)
  const { overtaken } = card
  return {
    ...unsent(id, of.createdAt, of.order),
    marker: markerOf(action.kind === 'edit' ? action.of : id),
    route,
    action,
    storyId: of.storyId,
    itemIds: of.itemIds,
    copyOf: of.id,
    card:
      overtaken === undefined
        ? card
        : { ...card, overtaken: { ...overtaken, postId: copyIdOf(route, overtaken.postId) } },
  }
}

function actionTo(route: string, action: DeliveryAction): DeliveryAction {
  if (action.kind === 'edit') return { kind: 'edit', of: copyIdOf(route, action.of) }
  return action.kind === 'reply' ? { kind: 'reply', to: copyIdOf(route, action.to) } : action
}
