import type { Time } from './times.ts'

/** Longest label, in characters. */
const MOST = 60
/** Predicates of coming events. The plain present counts only for verbs of what is done on a day. */
const FUTURE =
  /(?:예정|계획|방침|전망)(?:이?다|임|이라|인 것|[.。…"”」’)]|$)|열릴 (?:예정|전망)|[할될갈]\s?(?:예정|것(?!으로 (?:보인|알려)))|기로 (?:했|합의|결정)|(?:열린|개최된|개최한|만난|방문한|참석한|시작된|시작한|출발한|떠난|나선|갖는|진행한|진행된|연|개막한|회담한|출국한|도착한|찾는|파견한|논의한|발효된|복귀한|귀국한|주재한|치러진|치른|연설한|서명한)다(?=[.。"”」’]|$|고 ?(?:밝|발표|보도|전했))|予定|計画|見通し|方針|(?:開く|行う|会談する|訪れる|訪問する|始まる|出発する|臨む|開かれる|向かう|開催する|再開する|実施する|到着する|訪米する|訪朝する|来日する|訪韓する)(?=[。、」]|$|と(?:発表|述べ|明らか|伝え))|将于|將於|将在|將在|[将將](?!军|軍|领|士)|定于|计划|計劃|预计|預計|拟于/u
/** A coming event, before its noun: "9일 서울에서 열리는 협의". */
const TO_BE =
  /^(.*?(?:열리는|열릴|예정된|예정인|시작되는|개최되는|開かれる|行われる|開催される|举行的|舉行的) .*?(?:회의|회담|협의|대회|선거|열병식|총회|행사|포럼|훈련|연습|회동|협상)|.*?(?:開かれる|行われる|開催される|举行的|舉行的).{0,40}?(?:活动|活動|阅兵|仪式|大会|选举|会議|会談|協議|大会|選挙|会合|首脳会議|峰会|会议|会谈|会晤))/u
const BEFORE_IT = /^(?:오는 )?(.{4,40}?)[을를] 앞두/u
/** What a headline without a predicate announces. */
const HEADLINE =
  /방문|방한|방미|방북|방중|방러|방일|회담|회의|개최|협의|만난|만나|출발|출국|[가-힣]행(?=$|[…,])|개막|시작|참석|파견|선거|열병식|訪問|会談|会合|協議|来日|訪米|訪朝|訪韓|開催|会晤|会谈|访问|訪問|举行|出席|启程|选举/u
const PAST =
  /[았었했됐갔왔났렸졌췄켰쳤뗐냈봤줬섰겼였]다|[했됐]던|한 (?:뒤|후|바)|했으며|했고|[았었했됐]지만|밝힌|말한|보도한|발표한|열린(?!다)|만난(?!다)|도착한(?!다)|귀국한(?!다)|따르면|등록|た[。、」]|していた|した(?!い)|れた|だった|行われ(?:た|、)|について|了[。，”]|[曾已](?!经?将)|(?:表示|宣布|说|說|称|稱|透露|报道|举行会谈|作证|拆除了)/u
const UNSURE =
  /만약|혹은|또는|경우|가능성|할 수도|수 있|희망|원한|제안|주목|겠다|촉구|요청|もし|場合|可能性|れば|かもしれ|希望|提案|如果|可能|或将|或將|希望|提议|提議|原定|当初|本来|予定(?:は|が)?な(?:い|かった)|예정이?었|계획이?었|ない。|없다|않|취소|연기|무산|中止|延期|取消|推迟/u
const COUNTS = /주년|周年|기념일|記念日|(?:日|일)(?:付|자(?=[ ,]))/u
const PARTICLE =
  /^(?:\([^)]{1,6}\)|（[^）]{1,6}）)?(?:에는|에도|에|까지|부터|께|쯤|경|には|にも|に|まで|から|の|起|至|，|、)?[\s,、]*/u
const DAYS = /(?:\d{1,2}(?:월|月) ?)?\d{1,2}(?:일|日)(?:부터|까지|에|から|まで|に)?\s?/gu
const LEAD = /(?:(?:将|將)(?:于|於|在|从|自)?|定于|计划于?|计划|预计于?|拟于?)$/u
/** Who says it, before what has a subject of its own: "朝鮮中央通信は、金正恩総書記が…会談すると伝えた". */
const SPEAKER = /^[^、]{2,30}は、(?=[^、]*[がは])/u
const BYLINE = /^(?:\([^)]*\)\s*)?(?:[가-힣·]{2,20} 기자\s*=\s*)?(?:\[[^\]]*\]\s*)?[▲■◆△○●◇□·\s]*/u

/**
 * The event that a Korean, Japanese or Chinese sentence announces for a time's day, as a phrase of the sentence's own words; null if it
 * announces none. The predicate after the time decides, since in these languages it comes last.
 * @param today the day of publication, YYYY-MM-DD
 */
export function aheadInEast(sentence: string, time: Time, today: string, headline: boolean): string | null {
  const later = time.date > today.slice(0, time.date.length)
  if (UNSURE.test(sentence) || COUNTS.test(sentence.slice(time.start, time.end + 12))) return null
  if (/^\[(?:게시판|인사|부고|포토|사진|영상)/u.test(sentence)) return null
  // A bare day number is the day of the statement unless it lies ahead.
  if (!later && time.kind === 'number') return null
  const korean = /[가-힣]/.test(sentence)
  const chinese = !korean && !/[\u3040-\u30ff]/.test(sentence)
  const before = sentence
    .slice(0, time.start)
    .replace(BYLINE, '')
    .replace(/오는 ?$/u, '')
  const behind = sentence.slice(time.end).replace(PARTICLE, '')
  // "28일까지": the end of something, not its day.
  if (/^(?:까지|まで)/u.test(sentence.slice(time.end)) && time.kind !== 'limit') return null
  const noun = BEFORE_IT.exec(behind)?.[1] ?? TO_BE.exec(behind)?.[1]
  if (noun !== undefined && later && time.kind !== 'limit')
    return whole(plain(noun.replace(/^(?:시작되는|예정된|열리는) /u, '')))
  const clause = behind.slice(0, clauseEnd(behind, chinese))
  const [ahead, past] = [FUTURE.exec(clause), PAST.exec(clause)]
  const lead = chinese ? (LEAD.exec(before)?.[0] ?? '') : ''
  if (past !== null && (ahead === null || past.index < ahead.index) && !(lead !== '' && later)) return null
  if (ahead === null && lead === '' && !(headline && later && past === null && HEADLINE.test(clause))) return null
  return label(before.slice(0, before.length - lead.length), lead, clause, korean, chinese)
}

/** The clause with its subject, without the day and the attribution. */
function label(before: string, lead: string, clause: string, korean: boolean, chinese: boolean): string | null {
  const parts = before
    .split(/[,，;；。…「」“”"]|\.{2,}|(?<=[다고며]) (?=\p{L}+[은는이가] )|、(?=[^、]{8,}$)/u)
    .map(part => part.trim())
  const [own = '', earlier = ''] = [parts.at(-1), parts.at(-2)]
  const subject =
    own.length > 1 ? (subjectIn(own) ?? own) : /\d(?:일|日)/u.test(earlier) ? '' : (subjectIn(earlier) ?? earlier)
  const told = clause
    .replace(/(?:이?라고|(?<=다)고)(?: (?:\S+[가이은는] )?(?:\S+ )?(?:밝|발표|보도|전했|말했).*)?$/u, '')
    .replace(/(?<=예정|전망|계획|방침)이?다(?=[.。"”]|$)/u, '')
    .replace(/と(?:発表|述べ|明らか|伝え).*$/u, '')
  const phrase = plain(`${subject}${korean ? ' ' : ''}${chinese && lead !== '' ? '将' : ''}${told}`)
  return whole(told === clause ? phrase : phrase.replace(SPEAKER, ''))
}

/** A phrase without days, brackets and final marks. */
function plain(phrase: string): string {
  return phrase
    .replace(DAYS, '')
    .replace(/^(.*?)\s?(?:이|가) 아니라 /u, '$1 ')
    .replace(/[（(][^）)]*[）)]/gu, '')
    .replace(/[.。」”"’'\s]+$/u, '')
    .replace(/^将将/u, '将')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A phrase that is short enough, or its beginning up to the end of a part; null if no part ends early enough. */
function whole(phrase: string): string | null {
  if (
    phrase.length < 6 ||
    /^(?:이?라며|이?라고|이라는|며 |고 |은 |는 |를 |을 |が|は|を|に|で)/u.test(phrase) ||
    /[「」“”"『』~∼〜|]/u.test(phrase)
  )
    return null
  if (phrase.length <= MOST) return phrase
  const cut = phrase.slice(0, MOST)
  const at = Math.max(...[...cut.matchAll(/[,，、]/gu)].map(hit => hit.index), 0)
  return at >= 8 ? cut.slice(0, at) : null
}

/** The topic or subject that a long stretch ends with. */
function subjectIn(part: string): string | null {
  if (part.length <= 30) return part === '' ? null : part
  const found = /(?:^|[\s,、])((?:[\p{L}\p{N}·]+ ){0,3}[\p{L}\p{N}·]{1,20}(?:은|는|이|가|は|が))\s*$/u.exec(part)
  return found === null ? null : (found[1] ?? '').trim()
}

function clauseEnd(text: string, chinese: boolean): number {
  const hit = (
    chinese ? /[，,。；;]/u : /[,，。；;…]|\.{2,}|(?<=[가-힣](?:(?<![다라])고|며|면서|지만|는데)) |(?<=[しき])、/u
  ).exec(text)
  return hit === null ? text.length : hit.index + (hit[0] === '。' ? 1 : 0)
}
