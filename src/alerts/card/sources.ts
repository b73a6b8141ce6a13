import type { Card, CardReport } from './card.ts'
import { clean, escapeText } from './escape.ts'
import { LIMITS } from './limits.ts'
import { linkText } from './link.ts'

/** How many other outlets a card names before it counts the rest. */
const NAMED_OUTLETS = 6
/** Longest outlet name, in UTF-16 units. */
const NAME = 60
/** Reserved for "· +123" and the line that counts. */
const REST = 16

/**
 * The other outlets as links, in order of arrival, and below them how many original reports they derive from. '' if the card has one
 * outlet only.
 */
export function renderSources(card: Card): string {
  const outlets = otherOutlets(card)
  if (outlets.length === 0) return ''
  const count = renderOrigins(card, outlets.length + 1)
  let room = LIMITS.fieldValue - count.length - REST
  const named: string[] = []
  for (const report of outlets.slice(0, NAMED_OUTLETS)) {
    const note = isStateMedia(report) ? ' (state media)' : ''
    const shown = linkText(report.outlet, report.url, room - note.length - 3, NAME) + note
    // A bare name is short: an outlet is dropped only if the links before it took all the room.
    if (shown.length + 3 > room || shown === note) break
    named.push(shown)
    room -= shown.length + 3
  }
  const more = outlets.length - named.length
  return [[...named, ...(more > 0 ? [`+${more}`] : [])].join(' · '), count].join('\n')
}

/** "3 outlets, 1 original report: KCNA": how many of the outlets report it first-hand. */
function renderOrigins(card: Card, outlets: number): string {
  const origins = Math.max(1, Math.min(card.origins, outlets))
  const names = (card.originNames ?? []).slice(0, 3).map(name => escapeText(name, NAME))
  const shown = names.filter(name => name !== '')
  // If each outlet is its own origin, the line above already names them all.
  const from = shown.length > 0 && shown.length === origins && origins < outlets ? `: ${shown.join(', ')}` : ''
  return `${outlets} outlets, ${origins} original report${origins === 1 ? '' : 's'}${from}`
}

/** Each outlet once, without the headline's. */
function otherOutlets(card: Card): readonly CardReport[] {
  const seen = new Set([clean(card.lead.outlet)])
  return card.also.filter(report => {
    const outlet = clean(report.outlet)
    if (outlet === '' || seen.has(outlet)) return false
    seen.add(outlet)
    return true
  })
}

function isStateMedia({ affiliation }: CardReport): boolean {
  return (
    affiliation !== null &&
    /\bstate(?:-run)? (?:media|news|broadcaster|television|tv|radio|newspaper)/i.test(affiliation)
  )
}
