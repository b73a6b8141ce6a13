import type { Delivery } from '../delivery.ts'
import type { ActionRow, Button } from './message.ts'
import { pressId } from './press.ts'

/** What a card's buttons do, by their verb. */
export const CARD_PRESSES = { why: 'why', reports: 'reports', notRelevant: 'no', mute: 'mute' } as const

/** The buttons below a card, about the delivery that posted it. Summary cards and the bot's own notices have none. */
export function cardButtons({ id, action, card }: Delivery): readonly ActionRow[] {
  if (card.notice !== undefined || card.listed !== undefined) return []
  const post = action.kind === 'edit' ? action.of : id
  const button = (label: string, verb: string): Button => ({
    type: 2,
    style: 2,
    label,
    custom_id: pressId(verb, post),
  })
  const { why, reports, notRelevant, mute } = CARD_PRESSES
  const components = [
    button('Why', why),
    button('Reports', reports),
    button('Not relevant', notRelevant),
    button('Mute', mute),
  ]
  return [{ type: 1, components }]
}
