import { idOf } from '../../text/id.ts'
import type { Card } from '../card/card.ts'
import type { Delivery, DeliveryAction } from '../delivery.ts'
import { markerOf, unsent } from '../plan.ts'

/** The id of a delivery's copy on another route: derived from both, so that copying again gives the same id. */
export function copyIdOf(route: string, deliveryId: string): string {
  return idOf(['copy', route, deliveryId], 20)
}

/**
 * A delivery's copy for a further route: a post stays a post; an edit or a reply refers to the copy of the delivery that it edits or answers.
 * @param card its card there
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
