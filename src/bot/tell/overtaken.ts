import type { ToldStory } from '../../alerts/told-story.ts'
import { overtakes } from '../../events/compare/turn.ts'
import type { Verdict } from '../../rules/verdict.ts'
import type { StoryItem } from '../../stories/story.ts'
import type { Decisions } from '../world.ts'

/** Name in a verdict that says that the thread, not a rule, made the alert. */
const BY_THREAD = 'turn-of-what-was-told'

/**
 * A headline may name one side only and still overtake a card: "Trump walks away from Hanoi talks". An item that no rule alerts is alerted if
 * its event overtakes that of a posted story, at a place or on a day that the story names, and it names no side that the story does not.
 * @param lately posted stories that a new event may continue
 */
export function withTurn(
  verdict: Verdict,
  item: StoryItem,
  lately: Iterable<ToldStory>,
  decisions: Pick<Decisions, 'reading' | 'readingsOf' | 'turn'>,
): Verdict {
  if (verdict.alert) return verdict
  const event = decisions.reading(item)
  const turn = decisions.turn(event)
  if (turn === null || (event.places.length === 0 && event.days.length === 0)) return verdict
  for (const story of lately) {
    if (story.telling === null || story.telling.card.overtaken !== undefined) continue
    const readings = decisions.readingsOf(story)
    const named = new Set(readings.flatMap(one => [...one.places, ...one.morePlaces, ...one.days, ...one.moreDays]))
    const sides = new Set(readings.flatMap(one => one.sides))
    const shared = [...event.places, ...event.days].find(one => named.has(one))
    if (shared === undefined || event.sides.some(side => !sides.has(side))) continue
    if (!readings.some(reading => overtakes(turn, reading))) continue
    const { card, route } = story.telling
    const text = `It says that what "${card.title}" reported is ${turn.phase}: ${shared}.`
    const reason = { rule: BY_THREAD, outcome: 'matched' as const, text, words: [shared] }
    const because = [...verdict.because, reason]
    return { ...verdict, alert: true, doubtful: false, rules: [BY_THREAD], type: card.type, route, because }
  }
  return verdict
}
