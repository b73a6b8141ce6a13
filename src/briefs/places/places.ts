import { phrase } from '../../language/known-languages.ts'
import { sentences } from '../sentences/sentences.ts'
import { isBoilerplate } from './boilerplate.ts'
import type { Gazetteer } from './gazetteer.ts'
import { type PlaceMention, placeMentions } from './place-mentions.ts'
import { type FoundPlace, PlaceScores } from './place-scores.ts'

/** Weight of a sentence for the main event, by its number; later ones are background. */
const BY_SENTENCE = [1.6, 1.0, 0.8, 0.6, 0.5]
const LATER = 0.2
const TITLE = 1.8
/** The first sentences end here at the latest (characters). */
const LEAD = 450
/** A report tells its main event within this many characters; the rest is background. */
const MOST = 6000
const CALLED_OFF = phrase('calledOff', 'iu')
/** Reactions to an event are from elsewhere, and "while …" is about another occasion. */
const SAID_OF =
  /\b(?:react(?:s|ed|ing|ions?)? to|respon(?:ds?|ded|ding|ses?) to|prais\p{L}+|hail(?:s|ed|ing)?|applaud\p{L}*|laud\p{L}*|mock\p{L}*|slam\p{L}*|critici[sz]\p{L}+|condemn\p{L}*|congratulat\p{L}+|thank\p{L}*|question(?:s|ed)?|brief(?:s|ed)?|grill(?:s|ed)?|testif(?:y|ies|ied)|hop(?:es?|ed|ing))(?!['’]?\p{L})[^.;]*$/iu
const OF_EVENT = /\b(?:summit|talks|meeting|deal|agreement|accord|declaration|statement)\b/iu
const MEANWHILE = /\b(?:[Ww]hile (?!in\b|at\b|on\b|\p{L}+ing\b)|[Nn]ow that )[^,;.]*$/u
const DAY = 86_400_000

const EVENT = phrase('eventThere', 'iu')
const AT =
  /(?:^|[^\p{L}])(?<![Rr]ein |[Rr]eining )(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Oo]utskirts of|[Aa]round)(?: the| its| their)?(?: (?:isolated|nearby|central|downtown|southern|northern|eastern|western))?(?: (?:\p{L}+ )?(?:capital|city|city-state|village|resort|town|port|border village|truce village|island|peninsula)(?: (?:city|village|town))?(?: of)?)? $|(?:city|village|town|capital|resort|port) of $/u
const TO =
  /(?:visit(?:s|ed|ing)?(?: to)?|tour(?:s|ed|ing)?(?: of)?|travel\w*(?: back)? to|trips? to|arriv\w+ (?:in|at|from)|flew (?:back )?(?:in)?to|fl(?:y|ies|ying) (?:back )?to|head(?:s|ed|ing)? (?:back )?to|bound for|host(?:ed|s)? (?:by|in)|leaves? for|left for|departed for|go(?:es|ing)? to|went to|return(?:s|ed|ing)? to) (?:the )?$/
const THERE_BEHIND = phrase('thereBehind', '')
const THERE_BEFORE = phrase('thereBefore', '')
const TO_BEHIND = phrase('onTheWayBehind', '')
const TO_BEFORE = phrase('onTheWayBefore', '')
const OTHER_BEHIND = phrase('otherEventBehind', 'u')
const FROM =
  /(?:launch\w*|fired|fires|firing|lifted off|took off|test\w*)[^.]{0,90} (?:from|off)(?: (?:a|its|the)[\p{L} -]{0,40})?(?: (?:in|near|at))? $/u
/** Words that put a place into a time other than that of the report's event. */
const PAST = phrase('longAgo', 'i')
/** A place only mentioned as where someone reports from, works or was born. */
const ASIDE =
  /\b(?:reporting|correspondent|bureau|embassy|consulate|born|lives?|professor|university|institute|officials?|ministers?|leaders?|rulers?|generals?|diplomats?|analysts?|experts?|government|regime|leadership|authorities|administration|dictator|envoys? from|watch(?:es|ed)? (?:a )?(?:tv|television)|photo|file|bank|account|company|firm) (?:based |stationed |resident |here )?(?:in|from|at|of|to) (?:the )?(?:(?:capital|city)(?: city)? of )?$|\bbased in $/iu
const CAPTION =
  /\bFILE ?[-–—]|\bIn this (?:[^.]{0,30} )?(?:photo|image|picture)|toggle caption|Image copyright|Media (?:caption|playback)|\([\p{L}. '’-]+\/[\p{L}. ]+\)|\b(?:boards|testifies|speaks|takes part|attends|reacts|arrives|walks|waves|listens|looks on|departs|participates|fill|burns|makes an announcement)\b.*\b\p{Lu}\p{L}{2,8}\.? \d{1,2}, (?:19|20)\d\d\b|\bPhotos?:|REUTERS\/|Getty Images|\(AP Photo|AFP PHOTO|File photo|(?:watch(?:es)?|walks?) (?:by |past )?(?:a )?(?:TV|television)/iu
/** Words that tie a place to an event other than the report's. */
const OTHER_EVENT =
  /\b(?:ahead of|before|after|since|following|until|days (?:before|after|ahead)|on the eve of|in the run-up to|in preparation for|preparing for|during last|unlike|earlier in|previously)\b[^,;.]*$/iu
const TO_COME = /\b(?:will|(?:is|are|was|were) (?:due|set|expected|scheduled|planned|to)|plans? to)\b[^;.]*$/u
const WEEKDAY = /^ (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/
const UNREAL =
  /\b(?:if|as if|could|might|may|would|imagine|possible|hop(?:es?|ed|ing)|offer(?:s|ed|ing)?|propos\p{L}+|suggest\p{L}+|speculation|rumou?rs?|wants?|invit\p{L}+|agree[ds]?|ready|willing|let|allow\p{L}*|halt\p{L}*|suspend\p{L}*)\b[^,;.]*$/iu
/** Words of a report whose people are at its dateline. */
const THERE =
  /\b(?:talks|summit|met|meets?|meeting|arriv\p{L}+|visit\p{L}*|gather\p{L}*|conference|forum|ceremony|signed|toured|landed|held|opened|began|crossed|plays?|debate)\b/iu
/** "as the talks opened here": "here" is the dateline. */
const HERE = /\b(?:opened|began|met|meeting|arrived|held|gathered|talks|summit|ended|signed)\b[^.]{0,40}\bhere\b/u
const MONTH = /\b(?:in|on|since|last)? ?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2}\b)?/g
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
/** Words that imply a place must be within this many characters. */
const BESIDE = 700

/**
 * The place of a report's main event, or none if none stands out. Datelines, capitals that mean their governments, captions
 * and places of other events count little or nothing.
 * @param publishedAt ms since 1970; a month far from it puts a place into the past
 * @param gazetteer the places of the configuration
 */
export function findPlaces(
  title: string,
  text: string,
  publishedAt: number,
  gazetteer: Gazetteer,
): readonly FoundPlace[] {
  // A cancelled event happens nowhere.
  if (CALLED_OFF.test(title)) return []
  const { dateline, body, from } = cutDateline(text.slice(0, MOST))
  const scores = new PlaceScores()
  const tellsOf = tellsOfTitle(title, gazetteer)
  weigh(title, gazetteer, publishedAt, tellsOf, mention => scores.add(mention, mention.score * TITLE, 'title', 0))
  weigh(body, gazetteer, publishedAt, tellsOf, mention =>
    scores.add(mention, mention.score * (BY_SENTENCE[mention.nth] ?? LATER), 'text', from),
  )
  const lead = body.slice(0, LEAD)
  const whole = (part: 'title' | 'text', end: number) => ({ part, start: 0, end })
  for (const { place, pattern, weight, beside, named, since } of gazetteer.implied) {
    if (publishedAt <= since || (named && !scores.has(place))) continue
    if (beside !== null && !beside.test(title + body.slice(0, BESIDE))) continue
    for (const _ of title.matchAll(pattern)) scores.count(place, weight[0], whole('title', title.length))
    for (const _ of lead.matchAll(pattern)) scores.count(place, weight[1], whole('text', from + LEAD))
  }
  const there = THERE.test(lead) || THERE.test(title)
  for (const { place, known, site } of placeMentions(dateline, gazetteer))
    if (HERE.test(lead) || (!gazetteer.isBureau(place) && there))
      scores.count(place, known || site ? 1.4 : 0.8, whole('text', from))
    else if (scores.has(place)) scores.count(place, gazetteer.isBureau(place) ? 0.3 : 0.8, whole('text', from))
  return scores.best()
}

interface Weighed {
  readonly place: string
  readonly score: number
  readonly nth: number
  readonly start: number
  readonly end: number
}

function weigh(
  text: string,
  gazetteer: Gazetteer,
  publishedAt: number,
  tellsOf: (sentence: string) => boolean,
  add: (mention: Weighed) => void,
): void {
  const spans = sentences(text)
  let here = 0
  for (const mention of placeMentions(text, gazetteer)) {
    while (here < spans.length - 1 && (spans[here]?.end ?? 0) <= mention.start) here += 1
    const { start, end } = spans[here] ?? { start: 0, end: text.length }
    const score = standing(mention, text, start, end, publishedAt, here > 0, tellsOf)
    add({ place: mention.place, score, nth: here, start, end })
  }
}

/** How strongly a mention suggests that the main event is there. */
function standing(
  mention: PlaceMention,
  text: string,
  start: number,
  end: number,
  publishedAt: number,
  later: boolean,
  tellsOf: (sentence: string) => boolean,
): number {
  const sentence = text.slice(start, end)
  const before = text.slice(Math.max(start, mention.start - 120), mention.start)
  const after = text.slice(mention.end, Math.min(end, mention.end + 100))
  if (CAPTION.test(sentence) || isBoilerplate(sentence)) return 0
  const latin = /[A-Za-z]/.test(text.slice(mention.start, mention.end))
  const island = mention.site && /\b[Oo]n (?:the )?(?:\p{L}+ )?(?:island of )?$/u.test(before)
  const particle = THERE_BEHIND.test(after) || (!latin && THERE_BEFORE.test(before))
  const named =
    /^ (?:summit|talks|meeting|negotiations|conference|forum|test site|visit|(?:news|press) conference|briefing|ceremony|event|dinner|address|speech)\b/.test(
      after,
    )
  const place = AT.test(before) || island || particle
  const way = TO.test(before) || FROM.test(before) || TO_BEHIND.test(after) || TO_BEFORE.test(before)
  // A capital may mean its government, so the event must be close to it.
  const [reach, on] = mention.government && latin ? [50, 40] : [90, 90]
  const event = EVENT.test(before.slice(-reach).replace(/^.*, and /, '')) || EVENT.test(after.slice(0, on))
  const seat = mention.government && mention.site
  if (seat) {
    // "in" a seat means holding office; what happens there happens "at" it.
    if (!/\b(?:at|outside|to|inside|in) the $|(?<!\p{L})(?:at|in the) $/u.test(before) && !particle) return 0
    const said = /\b(?:announced|said|told|spoke|speaking|remarks)\b/.test(sentence)
    if ((!event && !said && !mention.room) || (/\bin (?:the )?$/.test(before) && mention.office)) return 0
  }
  let score = place ? (event ? 1.5 : mention.government ? 0.4 : 1) : way ? 1.2 : named ? 0.6 : mention.site ? 0.7 : 0.2
  if (mention.government && !seat && !place && !way && !named) score = 0
  if (seat) score = 1.2
  if (!mention.known && !(mention.site && place)) score *= mention.site ? 0.3 : 0.7
  // "dines with an official in New York": where they meet, not where the official works.
  if (ASIDE.test(before) && !/\b(?:met|meets?|meeting|din(?:es|ed|ner)|talks|held|hosts?)\b.{0,60}$/.test(before))
    score *= 0.2
  if (OTHER_EVENT.test(before.slice(-80)) || OTHER_BEHIND.test(after)) score *= 0.25
  if (UNREAL.test(before)) score *= 0.3
  const saidOf = SAID_OF.exec(before)?.[0]
  if ((saidOf !== undefined && (named || OF_EVENT.test(saidOf))) || MEANWHILE.test(before)) score *= 0.25
  const ahead =
    TO_COME.test(before) || (/\b(?:arrives|flies|goes|travels|heads) [^,;.]*$/.test(before) && WEEKDAY.test(after))
  if (later && ahead && !tellsOf(sentence)) score *= 0.4
  // "who crossed at Panmunjom on Wednesday": incidental to the main event.
  if (/, (?:who|which|where)\b[^,]*$/.test(before)) score *= 0.5
  if (past(before.slice(-70), after.slice(0, 50), publishedAt)) score *= 0.25
  return score
}

/** Tests whether a sentence shares a significant word with the headline: then it is about the headline's event, past or coming. */
function tellsOfTitle(title: string, { untelling }: Gazetteer): (sentence: string) => boolean {
  const stems = (text: string) => [...text.toLowerCase().matchAll(/\p{L}{5,}/gu)].map(([word]) => word.slice(0, 5))
  const telling = new Set(
    stems(title).filter(stem => !untelling.has(stem) && !/^(?:after|ahead|about|their|would|could)$/.test(stem)),
  )
  return sentence => telling.size === 0 || stems(sentence).some(stem => telling.has(stem))
}

/** Whether words beside a place, or a month far from publication, put it into another time. */
function past(before: string, behind: string, publishedAt: number): boolean {
  // "at the site, where it tested in 2006": the year of another clause.
  const after = behind.split(/,? (?:where|which|who)\b/)[0] ?? ''
  if (
    PAST.test(before) ||
    /^[^,.;]{0,25}\b(?:last (?:year|month|week)|(?:years?|months?|weeks?) ago|earlier)\b/.test(after)
  )
    return true
  const now = new Date(publishedAt)
  if (farDate(before, after, publishedAt)) return true
  const year = /^[^.;]{0,40}\b(?:in|of) ((?:19|20)\d\d)\b/.exec(after)?.[1]
  if (year !== undefined && Number(year) < new Date(publishedAt - 60 * DAY).getUTCFullYear()) return true
  for (const hit of (after.slice(0, 30) || '').matchAll(MONTH)) {
    const behind = (now.getUTCMonth() - MONTHS.indexOf(hit[1] ?? '') + 12) % 12
    if (behind >= 1 && behind <= 7 && !(behind === 1 && now.getUTCDate() < 10)) return true
  }
  return false
}

/** Whether there is a full date or year of another time: "in a 1957 speech", "Aug. 12, 2013 in New York". */
function farDate(before: string, after: string, publishedAt: number): boolean {
  for (const [, month, date, year] of `${before} ${after}`.matchAll(
    /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (\d{1,2}), ((?:19|20)\d\d)\b/g,
  ))
    if (Math.abs(Date.UTC(Number(year), MONTHS.indexOf(month ?? ''), Number(date)) - publishedAt) > 20 * DAY)
      return true
  const year = /\b(?:in|in a|in the|the|a|of) ((?:19|20)\d\d)\b[^.]{0,50}$/.exec(before)?.[1]
  return year !== undefined && Number(year) < new Date(publishedAt).getUTCFullYear()
}

/** Splits off the dateline, which says where the reporter is and counts separately. */
function cutDateline(text: string): { readonly dateline: string; readonly body: string; readonly from: number } {
  const start =
    /^(?:[\p{Lu}\p{Ll} ]{0,40}(?= [\p{Lu}]{4,}))?\s*([\p{Lu}][\p{Lu} ./]{2,45}(?:, [\p{L} .]{2,30})?) ?(?:, [A-Z][a-z]{2,8}\.? \d{1,2} ?)?(?:\([^)]{2,30}\))? ?[-–—:]{1,2} /u.exec(
      text,
    ) ?? /^(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?(?:, [\p{L} ]{2,20})?)(?:: | \([^)]{2,20}\) ?[-–—] | — )/u.exec(text)
  if (start === null) return { dateline: '', body: text, from: 0 }
  const words = (start[1] ?? '').toLowerCase().replace(/(?<!\p{L})\p{Ll}/gu, letter => letter.toUpperCase())
  return { dateline: words, body: text.slice(start[0].length), from: start[0].length }
}
