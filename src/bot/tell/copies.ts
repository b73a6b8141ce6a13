import type { Card } from '../../alerts/card/card.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import { copyTo } from '../../alerts/places/copy.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Route } from '../../config/settings.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { Decisions } from '../world.ts'

/** What is known about a delivery's subject. */
export interface CopiedFrom {
  readonly story: ToldStory | undefined
  /** Verdict of the item that the delivery posts; missing: it is about another item. */
  readonly verdict: Verdict | undefined
}

/**
 * Copies of a delivery for the other routes that post its type, each by that route's threshold and in its language.
 * @param placeOf place of a route: several routes to one place post there once
 * @param now ms since 1970
 */
export function copiesOf(
  delivery: Delivery,
  { story, verdict }: CopiedFrom,
  decisions: Decisions,
  placeOf: (route: string) => string | null,
  now: number,
): readonly Delivery[] {
  if (delivery.directOf !== undefined) return []
  const { settings, ruleSet } = decisions
  const places = new Set([placeOf(delivery.route)])
  const copies: Delivery[] = []
  for (const [name, route] of Object.entries(settings.routes)) {
    if (name === delivery.route || !route.types.includes(delivery.card.type)) continue
    const score = verdict?.score ?? null
    // An edit needs no check: where nothing was posted, it finds nothing to edit.
    const tells = score === null || route.alert === null || score >= (ruleSet.needed[name] ?? 0)
    if (delivery.action.kind !== 'edit' && !tells) continue
    const place = placeOf(name)
    if (places.has(place)) continue
    places.add(place)
    copies.push(copyTo(name, delivery, cardFor(route, delivery.card, story, decisions, now)))
  }
  return copies
}

/** A card in a route's language, with the sentences of reports in that language. */
function cardFor(
  { language }: Route,
  card: Card,
  story: ToldStory | undefined,
  decisions: Decisions,
  now: number,
): Card {
  if (language === null || story === undefined || card.listed !== undefined) return card
  const { summary } = decisions.brief(story.reports, now, language)
  const { gist: _, ...rest } = card
  const lead = story.items.find(one => one.id === card.lead.itemId)
  const gist =
    lead === undefined || lead.language.startsWith(language)
      ? null
      : decisions.gist(lead.title, decisions.reading(lead))
  return { ...rest, brief: { ...card.brief, summary }, ...(gist === null ? {} : { gist }) }
}
