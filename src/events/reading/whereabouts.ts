import { phrase } from '../../language/known-languages.ts'
import type { Hit } from './lexicon.ts'

/** Words before a capital's name that make it a place and not a government. */
const AT_PLACE = /(?:\b(?:in|at|to|from|near|for|outside|around|visit|visits|leaves|of)\s(?:the )?)$/i
/** What follows a capital's name in Korean, Japanese and Chinese if it means the place. */
const PLACE_BEHIND = phrase('capitalIsPlace', 'u')

/** Places that a headline names, and the countries they are in. */
export function placesOf(
  title: string,
  hits: readonly Hit[],
): { readonly places: readonly string[]; readonly lands: readonly string[] } {
  const places = new Set<string>()
  const lands = new Set<string>()
  for (const { meaning, start, end } of hits) {
    if (meaning.is === 'land') lands.add(meaning.land)
    if (meaning.is !== 'place') continue
    if (meaning.capital && !AT_PLACE.test(title.slice(0, start)) && !PLACE_BEHIND.test(title.slice(end))) continue
    places.add(meaning.place)
    lands.add(meaning.land)
  }
  return { places: [...places], lands: [...lands] }
}
