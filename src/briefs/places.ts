import { type PlaceMention, placeMentions } from './place-mentions.ts'
import { sentences } from './sentences.ts'

/** How much a sentence says of the main event, by its number; what is told later is background. */
const BY_SENTENCE = [1.6, 1.0, 0.8, 0.6, 0.6]
const LATER = 0.35
const TITLE = 1.8
/** Where the first sentences end at the latest (characters). */
const LEAD = 450
/** A report tells its main event before this; the rest is background (characters). */
const MOST = 6000
/** What a place must gather to count as that of the main event. */
const ENOUGH = 1.4
/** The same where no other place comes near. */
const ENOUGH_ALONE = 0.8
const DAY = 86_400_000

const EVENT =
  /\b(?:talks?|summits?|meet(?:s|ing|ings)?|met|negotiat\w+|test(?:ed|s|ing)?|launch\w*|fir(?:ed|ing)|ceremony|visit(?:s|ed|ing)?|arriv\w+|trip|travel\w*|flew|fly|speech|address(?:es|ed)?|sit down|held|hold(?:s|ing)?|host(?:s|ed|ing)?|gather\w*|forum|conference|signed|sign|handover|parade|rally|funeral|exercises?|drills?|explosion|dismantl\w+|demolish\w*|released|detained|crossed|took place|takes? place|venue|delegations?|session|activity|reactor|deploy\w*|interceptors|plant|landed|satellite images?)\b|회담|협상|접촉|만나|만남|방문|발사|실험|회동|정상회의|열병식|会談|協議|訪問|発射|実験|首脳|会谈|会晤|磋商|访问|发射|试验/iu
const AT =
  /(?:^|[^\p{L}])(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Oo]utskirts of|[Aa]round)(?: the)?(?: (?:isolated|nearby|central|downtown|southern|northern|eastern|western))?(?: (?:\p{L}+ )?(?:capital|city|city-state|village|resort|town|port|border village|truce village|island|peninsula)(?: (?:city|village|town))?(?: of)?)? $|(?:city|village|town|capital|resort|port) of $/u
const TO =
  /(?:visit(?:s|ed|ing)?(?: to)?|travel\w*(?: back)? to|trips? to|arriv\w+ (?:in|at|from)|flew (?:back )?(?:in)?to|fly(?:ing)? to|head(?:s|ed|ing)? (?:back )?to|bound for|host(?:ed|s)? (?:by|in)|leaves? for|left for|departed for|go(?:es|ing)? to|went to|return(?:s|ed|ing)? to) (?:the )?$/
const FROM =
  /(?:launch\w*|fired|fires|firing|lifted off|took off|test\w*)[^.]{0,90} (?:from|off)(?: (?:a|its|the)[\p{L} -]{0,40})?(?: (?:in|near|at))? $/u
/** Words that put a place into another time than that of the report's event. */
const PAST =
  /\b(?:last (?:year|month|summer|fall|spring|winter)|years? ago|months? ago|since|failed|no-deal|collapsed|abortive|previous|earlier (?:this year|summit|meeting|round)|following (?:the|a|their)|after (?:the|their|a|last)|unlike|(?:met|meeting|summit) in (?:January|February|March|April|May|June|July|August|September|October|November|December) in)\b|지난해|작년|지난달|昨年|先月|去年|上月/i
/** A place that stands there as where someone reports from, works or was born. */
const ASIDE =
  /\b(?:reporting|correspondent|bureau|embassy|born|lives?|professor|university|institute|officials?|diplomats?|analysts?|experts?|government|regime|leadership|authorities|administration|dictator|envoys? from|watch(?:es|ed)? (?:a )?(?:tv|television)|photo|file) (?:\p{L}+ )?(?:in|from|at|of|to) (?:the )?$|\bbased in $/iu
const CAPTION =
  /\bREUTERS\/|Getty Images|\(AP Photo|AFP PHOTO|File photo|(?:watch(?:es)?|walks?) (?:by |past )?(?:a )?(?:TV|television)/i
const BUREAUS = /^(?:Seoul|Washington|Tokyo|Beijing|New York|London|Moscow|Brussels|Paris|Hong Kong|Berlin)$/
const MONTH = /\b(?:in|on|since|last)? ?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2}\b)?/g
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const TEST_SITE = /\b(?:nuclear|underground|atomic)(?: \p{L}+)? (?:test(?:ing)?) (?:site|ground|facility)\b/giu
const ASSEMBLY =
  /\b(?:U\.?N\.?|United Nations)(?: General Assembly)? (?:speech|address)|\b(?:speech|speak\w*|address\w*|remarks)(?: (?:to|before|at))?(?: the)?(?: [\w-]+)? (?:U\.?N\.? General Assembly|United Nations|U\.N\.(?= on))/g

/**
 * The place of a report's main event: none where none stands out. Datelines, capitals that stand for their governments, captions
 * and places of earlier events count little or nothing.
 * @param publishedAt ms since 1970; a month far from it puts a place into the past
 */
export function findPlaces(title: string, text: string, publishedAt: number): readonly string[] {
  const { dateline, body } = cutDateline(text.slice(0, MOST))
  const scores = new Map<string, number>()
  const add = (place: string, score: number) => scores.set(place, (scores.get(place) ?? 0) + score)
  weigh(title, publishedAt, (place, score) => add(place, score * TITLE))
  weigh(body, publishedAt, (place, score, nth) => add(place, score * (BY_SENTENCE[nth] ?? LATER)))
  const korean = /North Korea|DPRK|Pyongyang|Kim Jong/.test(title + body.slice(0, 700))
  if (korean && publishedAt > Date.UTC(2006, 0))
    for (const [part, weight] of [[title, TITLE] as const, [body.slice(0, LEAD), 1] as const])
      for (const _ of part.matchAll(TEST_SITE)) add('Punggye-ri', weight)
  for (const [part, weight] of [[title, 1.5] as const, [body.slice(0, LEAD), 1] as const])
    for (const _ of part.matchAll(ASSEMBLY)) add('New York', weight)
  for (const mention of placeMentions(dateline))
    if (!BUREAUS.test(mention.place) || scores.has(mention.place)) add(mention.place, mention.known ? 0.8 : 0.4)
  const [best, next] = [...scores].sort((a, b) => b[1] - a[1])
  if (best === undefined) return []
  const alone = best[1] >= ENOUGH_ALONE && best[1] >= 2 * (next?.[1] ?? 0)
  return best[1] >= ENOUGH || alone ? [best[0]] : []
}

function weigh(text: string, publishedAt: number, add: (place: string, score: number, nth: number) => void): void {
  const spans = sentences(text)
  let here = 0
  for (const mention of placeMentions(text)) {
    while (here < spans.length - 1 && (spans[here]?.end ?? 0) <= mention.start) here += 1
    const { start, end } = spans[here] ?? { start: 0, end: text.length }
    add(mention.place, standing(mention, text, start, end, publishedAt), here)
  }
}

/** How much a mention says that the main event is there. */
function standing(mention: PlaceMention, text: string, start: number, end: number, publishedAt: number): number {
  const sentence = text.slice(start, end)
  const before = text.slice(Math.max(start, mention.start - 120), mention.start)
  const after = text.slice(mention.end, Math.min(end, mention.end + 100))
  if (CAPTION.test(sentence)) return 0
  const latin = /[A-Za-z]/.test(text.slice(mention.start, mention.end))
  const island = mention.site && /\b[Oo]n (?:the )?(?:\p{L}+ )?(?:island of )?$/u.test(before)
  const particle = /^(?:에서|서 |で|의 )/.test(after) || (!latin && /(?:在|于)$/.test(before))
  const named =
    /^ (?:summit|talks|meeting|negotiations|conference|forum|test site|visit|(?:news|press) conference|briefing|ceremony|event|dinner|address|speech)\b/.test(
      after,
    )
  const place = AT.test(before) || island || particle
  const seat = mention.government && mention.site && /\b(?:to|at|of|outside|inside) the $/.test(before)
  const way =
    seat ||
    TO.test(before) ||
    FROM.test(before) ||
    /^(?:을|를|에) (?:방문|도착)|^(?:を訪問|に到着|訪問)/.test(after) ||
    /(?:访问|訪問|抵达|赴)$/.test(before)
  let score = place ? 1 : way ? 0.9 : named ? 0.6 : mention.site ? 0.7 : 0.2
  if (mention.government && !place && !way && !named) score = 0
  if (score === 0) return 0
  if (EVENT.test(before.slice(-90)) || EVENT.test(after.slice(0, 90))) score += 0.5
  if (!mention.known && !mention.site) score *= 0.7
  if (ASIDE.test(before)) score *= 0.2
  if (past(before.slice(-70), after.slice(0, 50), publishedAt)) score *= 0.25
  return score
}

/** Whether words beside a place, or a month far from the publication, put it into another time. */
function past(before: string, after: string, publishedAt: number): boolean {
  if (
    PAST.test(before) ||
    /^[^,.;]{0,25}\b(?:last (?:year|month|week)|(?:years?|months?|weeks?) ago|earlier)\b/.test(after)
  )
    return true
  const now = new Date(publishedAt)
  const year = /^[^.;]{0,40}\b(?:in|of) ((?:19|20)\d\d)\b/.exec(after)?.[1]
  if (year !== undefined && Number(year) < new Date(publishedAt - 60 * DAY).getUTCFullYear()) return true
  for (const hit of (after.slice(0, 30) || '').matchAll(MONTH)) {
    const behind = (now.getUTCMonth() - MONTHS.indexOf(hit[1] ?? '') + 12) % 12
    if (behind >= 1 && behind <= 7 && !(behind === 1 && now.getUTCDate() < 10)) return true
  }
  return false
}

/** A dateline says where the reporter sits; it counts apart. */
function cutDateline(text: string): { readonly dateline: string; readonly body: string } {
  const start =
    /^(?:[\p{Lu}\p{Ll} ]{0,40}(?= [\p{Lu}]{4,}))?\s*([\p{Lu}][\p{Lu} ./]{2,30}(?:, [\p{L} .]{2,30})?) ?(?:, [A-Z][a-z]{2,8}\.? \d{1,2} ?)?(?:\([^)]{2,30}\))? ?[-–—:]{1,2} /u.exec(
      text,
    ) ?? /^(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?(?:, [\p{L} ]{2,20})?)(?:: | \([^)]{2,20}\) ?[-–—] | — )/u.exec(text)
  if (start === null) return { dateline: '', body: text }
  const words = (start[1] ?? '').toLowerCase().replace(/(?<!\p{L})\p{Ll}/gu, letter => letter.toUpperCase())
  return { dateline: words, body: text.slice(start[0].length) }
}
