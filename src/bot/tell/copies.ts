import type { Card } from '../../alerts/card/card.ts'
import type { Delivery } from '../../alerts/delivery.ts'
import { copyTo } from '../../alerts/places/copy.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Route } from '../../config/settings.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { Decisions } from '../world.ts'

/** What a delivery is about, as far as it is known. */
export interface CopiedFrom {
  readonly story: ToldStory | undefined
  /** Of the item that it tells first; missing: it is of another one. */
  readonly verdict: Verdict | undefined
}

/**
 * The same delivery on each other route that tells its type: as much as that route tells, in its language.
 * @param placeOf where a route leads: what leads to one place is told there once
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
    // What was not told there is not edited there: an edit finds nothing to edit.
    const tells = score === null || route.alert === null || score >= (ruleSet.needed[name] ?? 0)
    if (delivery.action.kind !== 'edit' && !tells) continue
    const place = placeOf(name)
    if (places.has(place)) continue
    places.add(place)
    copies.push(copyTo(name, delivery, cardFor(route, delivery.card, story, decisions, now)))
  }
  return copies
}

/** A card in a route's language: the sentences that reports have in it. */
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
