import type { Time } from './times.ts'

/** Characters of a label. */
const MOST = 60
const FUTURE =
  /예정|계획|방침|전망이?다|열릴|만날|할 것|기로 (?:했|합의|결정)|(?:린|한|된|난|간|선|온|연|갖는|찾는|나선|떠난|시작한|개막한|예정인)다(?=[.。"”」]|$|고 (?:밝혔|발표|보도|전했))|열리는|앞두고|予定|計画|見通し|方針|(?:開く|行う|会談する|訪れる|訪問する|始まる|出発する|臨む|開かれる|向かう|開催する|再開する|実施する|到着する|訪米する|訪朝する|来日する|訪韓する)(?=[。、」]|$|と(?:発表|述べ|明らか|伝え))|将于|將於|将在|將在|将|將|定于|计划|計劃|预计|預計|拟于|启程(?!前往[^。]*了)/u
const PAST =
  /[았었했됐갔왔났렸졌췄켰쳤뗐냈봤줬섰겼였]다|[했됐]던|한 (?:뒤|후|바)|했으며|했고|[았었했됐]지만|밝힌|말한|보도한|발표한|열린(?!다)|만난(?!다)|도착한(?!다)|귀국한(?!다)|따르면|た[。、」]|していた|した(?!い)|れた|だった|行われ(?:た|、)|について|了[。，”]|[曾已](?!经?将)|(?:表示|宣布|说|說|称|稱|透露|报道|举行会谈|作证|拆除了)/u
const UNSURE =
  /만약|경우|가능성|할 수도|수 있|희망|원한|제안|もし|場合|可能性|れば|かもしれ|希望|提案|如果|可能|或将|或將|希望|提议|提議|原定|当初|本来|予定(?:は|が)?な(?:い|かった)|예정이?었|계획이?었|ない。|없다|않/u
const COUNTS = /주년|周年|기념일|記念日|(?:日|일)(?:付|자(?=[ ,]))/u
const PARTICLE =
  /^(?:\([^)]{1,6}\))?(?:에는|에도|에|까지|부터|께|쯤|경|には|にも|に|まで|から|の|起|至|，|、)?[\s,、]*/u

/**
 * What a Korean, Japanese or Chinese sentence says comes on the day of a time, as a phrase of the sentence's own words; null where it
 * does not say so. The predicate behind the time decides: in these languages it stands at the end.
 * @param today YYYY-MM-DD of the day of publication
 */
export function aheadInEast(sentence: string, time: Time, today: string, headline: boolean): string | null {
  const later = time.date > today.slice(0, time.date.length)
  const before = sentence.slice(0, time.start)
  if (UNSURE.test(sentence) || COUNTS.test(sentence.slice(time.start, time.end + 12))) return null
  // "27日まで", "…については": a bare number of a day is that of who speaks unless it lies ahead.
  if (!later && time.kind === 'number') return null
  const chinese = !/[가-힣\u3040-\u30ff]/.test(sentence)
  const behind = sentence.slice(time.end).replace(PARTICLE, '')
  const end = clauseEnd(behind, chinese)
  const clause = behind.slice(0, end)
  const [ahead, past] = [FUTURE.exec(clause), PAST.exec(clause)]
  const lead = chinese ? (/(?:将于|將於|将在|將在|将|將|定于|计划|预计|拟于?)$/u.exec(before)?.[0] ?? '') : ''
  if (past !== null && (ahead === null || past.index < ahead.index) && !(lead !== '' && later)) return null
  if (ahead === null && lead === '' && !(headline && later && past === null)) return null
  if (ahead === null && lead === '' && time.kind === 'number' && !headline) return null
  return label(before.slice(0, before.length - lead.length), lead, clause, chinese)
}

/** The clause with its subject, without the day and what was said of it. */
function label(before: string, lead: string, clause: string, chinese: boolean): string | null {
  const parts = before.split(/[,，;；。「」“”"]|(?<=[다고며]) (?=\p{L}+[은는이가] )|、(?=[^、]{8,}$)/u)
  const own = (parts.at(-1) ?? '').trim()
  const before2 = (parts.at(-2) ?? '').trim()
  const subject = own.length > 1 ? (subjectIn(own) ?? own) : (subjectIn(before2) ?? before2)
  const told = clause
    .replace(/(?:이?라고|(?<=다)고)(?: ?(?:밝|발표|보도|전했|말했).*)?$/u, '')
    .replace(/(?<=예정|전망|계획|방침)이?다$/u, '')
    .replace(/と(?:発表|述べ|明らか|伝え).*$/u, '')
    .replace(/[。.」”"]+$/u, '')
    .trim()
  const phrase =
    `${subject}${/[가-힣]/.test(`${subject}${told}`) ? ' ' : ''}${chinese && lead !== '' ? '将' : ''}${told}`
      .replace(/^将将/u, '将')
      .replace(/[（(][^）)]*[）)]/gu, '')
      .replace(/\s+/g, ' ')
      .trim()
  if (phrase.length < 6 || /[「」“”"『』]/.test(phrase)) return null
  return whole(phrase)
}

/** A phrase that is short enough, or its beginning up to where a word and a part of it end; null where there is no such place. */
function whole(phrase: string): string | null {
  if (phrase.length <= MOST) return phrase
  const cut = phrase.slice(0, MOST)
  const at = Math.max(...[...cut.matchAll(/[,，、]/gu)].map(hit => hit.index), 0)
  return at >= 8 ? cut.slice(0, at) : null
}

function subjectIn(part: string): string | null {
  if (part.length <= 30) return part === '' ? null : part
  const found = /(?:^|[\s,、])((?:[\p{L}\p{N}·]+ ){0,3}[\p{L}\p{N}·]{1,20}(?:은|는|이|가|は|が))\s*$/u.exec(part)
  return found === null ? null : (found[1] ?? '').trim()
}

function clauseEnd(text: string, chinese: boolean): number {
  const hit = (
    chinese ? /[，,。；;]/u : /[,，。；;…·]|(?<=[가-힣](?:(?<![다라])고|며|면서|지만|는데)) |(?<=[しき])、/u
  ).exec(text)
  return hit === null ? text.length : hit.index + (hit[0] === '。' ? 1 : 0)
}
