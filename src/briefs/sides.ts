import type { Side } from './brief.ts'

/** Words that name a side. The order decides nothing: the nearest to the name does. */
const SIDE_WORDS: readonly (readonly [Side, string])[] = [
  [
    'DPRK',
    "North Korea(?:n|['’]s)?|N\\. Korea(?:n)?|North['’]s|DPRK|D\\.P\\.R\\.K\\.|Pyongyang['’]s|Pyongyang|KCNA|Workers['’] Party|Korean People['’]s Army|the North(?=,|\\.| )",
  ],
  [
    'ROK',
    "South Korea(?:n|['’]s)?|S\\. Korea(?:n)?|South['’]s|ROK|Republic of Korea|Seoul['’]s|Seoul|Blue House|Cheong Wa Dae|Yonhap|Unification Minist(?:er|ry)|Asan Institute|Sejong Institute|Korea University|Yonsei|Ewha|Kookmin|Dongguk|Kyungnam|Sogang|Hanyang|Korea Institute for National Unification|Sejong University|University of North Korean Studies|Korea Institute for Defense Analyses",
  ],
  [
    'US',
    "U\\.?S\\.?(?:['’]s)?|United States|America(?:n|['’]s)?|White House|Pentagon|State Department|Treasury|Senat(?:e|or)s?|Sen\\.|Sens\\.|Rep\\.|Reps\\.|Congress(?:man|woman|ional)?|House Speaker|Gov\\.|Washington|Republicans?|GOP|Democrat(?:s|ic)?|CIA|FBI|C\\.I\\.A\\.|F\\.B\\.I\\.|Trump|Obama|Biden|Bush|NORAD|Pacific Command|Indo-Pacific Command|U\\.S\\.-led|USFK|38 North|Stimson|Brookings|Heritage Foundation|Council on Foreign Relations|RAND|CSIS|Center for Strategic|Arms Control Association|Middlebury|Harvard|MIT|Georgetown|Stanford|Columbia University|Carnegie Endowment|Cato|American Enterprise|Federation of American Scientists|Union of Concerned Scientists|Wilson Center|Center for the National Interest|Center for a New American Security|Secretary of (?:State|Defense)|Defense Secretary|CNN|Fox News|NBC|ABC|CBS|MSNBC|New York|Texas|California|Ohio|Florida|Virginia|Arizona|Tennessee|South Carolina|Kentucky|Massachusetts|Illinois|Colorado|Arkansas|New Jersey|Connecticut|Michigan|Maryland|Indiana|Georgia|Wisconsin|Pennsylvania",
  ],
  [
    'other',
    "Chin(?:a|ese)(?:['’]s)?|Beijing(?:['’]s)?|Japan(?:ese|['’]s)?|Tokyo(?:['’]s)?|Russia(?:n|['’]s)?|Moscow(?:['’]s)?|Kremlin|Soviet|Brit(?:ain|ish)(?:['’]s)?|English|BBC|U\\.?K\\.?(?:['’]s)?|United Kingdom|Scottish|German(?:y|['’]s)?|French|France(?:['’]s)?|Italian|Italy|Spanish|Spain|Polish|Dutch|Belgian|U\\.?N\\.?(?:['’]s)?|United Nations|IAEA|International Atomic Energy Agency|International Olympic Committee|IOC|Red Cross|World Food Programme?|NATO|European|EU|Austral(?:ia|ian)(?:['’]s)?|New Zealand|Swed(?:en|ish)(?:['’]s)?|Norw(?:ay|egian)|Finnish|Finland|Swiss|Switzerland|Danish|Singapore(?:an|['’]s)?|Vietnam(?:ese|['’]s)?|Israel(?:i)?(?:['’]s)?|Indian?(?:['’]s)?|Pakistani?|Iran(?:ian)?(?:['’]s)?|Iraqi?|Syrian?|Saudi|Turk(?:ey|ish)|Malaysian?(?:['’]s)?|Indonesian?|Philippine|Filipino|Thai(?:land)?|Mongolian?|Canad(?:a|ian)(?:['’]s)?|Mexican?|Cuban?|Venezuelan?|Ukrain(?:e|ian)(?:['’]s)?|Egyptian?|Libyan?|Lowy|Tsinghua|Renmin|Fudan|Peking University|Xinhua|Global Times|Kyodo|NHK|TASS|Chatham House|SIPRI|Prime Minister|Labour|Tory|Tories|Palestinian|Hamas|Taliban|Afghan|Brazilian|Colombian|Cambodian",
  ],
]
const ANY = SIDE_WORDS.map(
  ([side, words]) => [side, new RegExp(`(?<![\\p{L}-])(?:${words})(?![\\p{L}])`, 'gu')] as const,
)
/** What may stand between a side's word and the name that it describes: titles, no verb, no other clause. */
const TITLE_RUN =
  /^(?:['’]s|['’])?(?:[ -](?:\p{Lu}[\p{L}'’.-]*|vice|deputy|foreign|unification|defen[cs]e|prime|first|chief|top|senior|lead|nuclear|special|former|acting|new|state|national|security|intelligence|presidential|ministers?|presidents?|leaders?|secretary|envoys?|ambassadors?|negotiators?|spokes\p{L}+|advis[eo]rs?|directors?|head|general|commander|officials?|diplomats?|delegate|representative|counterparts?|dictator|ruler|premier|chancellor|politician|lawmaker|senator|experts?|analysts?|professor|scholar|researcher|historian|author|journalist|reporter|correspondent|anchor|student|tourist|citizen|missionary|pastor|soldier|detainee|prisoner|defector|army|navy|air|force|military|missile|policy|affairs|of|for|at|on|to|the|north|south|human|rights|press|state-run|media|party|committee|chair\p{L}*|speaker|house|assistant|under\p{L}*|counselor|aide|strongman|then))*,?[ -]?$/u
/** Where a country is what an office is about: "envoy for North Korea", "ambassador to the Philippines". */
const ABOUT =
  /\b(?:envoy|ambassador|representative|advis[eo]r|negotiator|coordinator|director|secretary|expert|specialist|official|chief|rapporteur|policy|desk|counselor)s? (?:for|to|on|in)(?: the)? $/i
/** Where a sentence speaks of a side that is not the person's. */
const OBJECT = /\b(?:for|on|to|against|with|in|about|toward|towards|over|from|visiting|near)(?: the)? $/i

/** How sure a side is: what the words beside a name say weighs more than its shape, and that more than the sentence. */
export interface SideEvidence {
  readonly side: Side
  readonly weight: number
}

/** What the words around one mention say of its side; null where they say nothing. */
export function sideBeside(text: string, start: number, end: number): SideEvidence | null {
  const from = Math.max(0, start - 110)
  const before = text.slice(from, start)
  const after = text.slice(end, end + 110)
  return title(before) ?? apposition(after) ?? nearest(before)
}

/** "South Korean Foreign Minister …", "the U.S. envoy for North Korea, …". */
function title(before: string): SideEvidence | null {
  const stop = [...before.matchAll(/[.;:?!”“"()\n](?=\s|\p{Lu}|$)/gu)].findLast(hit => !isInitials(before, hit.index))
  const clause = before.slice(stop === undefined ? 0 : stop.index + 1)
  let best: { side: Side; at: number } | null = null
  for (const [side, pattern] of ANY)
    for (const hit of clause.matchAll(pattern)) {
      if (!TITLE_RUN.test(clause.slice(hit.index + hit[0].length)) || ABOUT.test(clause.slice(0, hit.index))) continue
      if (best === null || hit.index > best.at) best = { side, at: hit.index }
    }
  return best === null ? null : { side: best.side, weight: 3 }
}

function isInitials(text: string, at: number): boolean {
  return (
    text[at] === '.' &&
    /(?:^|[\s(.])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Sen|Rep|Gen|Gov|Adm|Lt|Col|Sens|Reps|Capt|Sgt|Pvt|Maj|Prof)$/u.test(
      text.slice(0, at),
    )
  )
}

/** "…, the North Korean ambassador to China", "… of Japan", "…, a professor at Korea University". */
function apposition(after: string): SideEvidence | null {
  const found =
    /^(?:, (?!and\b|who\b|but\b|which\b|while\b|said\b|as\b|in\b|on\b|\p{Ll}+ed\b)[^.;:”"]{2,100}| \([^)]{2,60}\)| of (?:the )?[^,.;]{2,40}| from [^,.;]{2,30})/u.exec(
      after,
    )?.[0]
  const phrase = found?.replace(/(?<=.), .*$|(?<=.) (?:said|told|says|met|has|had|was|were|will|and) .*$/u, '')
  if (phrase === undefined) return null
  let best: { side: Side; at: number } | null = null
  for (const [side, pattern] of ANY)
    for (const hit of phrase.matchAll(pattern)) {
      if (ABOUT.test(phrase.slice(0, hit.index)) || (best !== null && hit.index >= best.at)) continue
      best = { side, at: hit.index }
    }
  return best === null ? null : { side: best.side, weight: 2.5 }
}

/** The nearest word of a side in the same sentence. */
function nearest(before: string): SideEvidence | null {
  let best: { side: Side; away: number } | null = null
  const line = /[^!?\n]*$/.exec(before)?.[0] ?? ''
  const stop = [...line.matchAll(/\.(?= \p{Lu})/gu)].findLast(hit => !isInitials(line, hit.index))
  const sentence = stop === undefined ? line : line.slice(stop.index + 1)
  for (const [side, pattern] of ANY)
    for (const hit of sentence.matchAll(pattern)) {
      const away = sentence.length - hit.index
      if (OBJECT.test(sentence.slice(0, hit.index)) || (best !== null && away >= best.away)) continue
      best = { side, away }
    }
  return best === null ? null : { side: best.side, weight: 0.5 }
}

const DPRK_FAMILY = /^(?:Ri|Pak|Choe|Jo|Jong|Ryu|Thae|Rim|Hyon|Paek|Sin|Mun|Ryang|Kung|Jon|Chon|Om|Hwang|Maeng)$/
const CHINESE =
  /^(?:Wang|Li|Zhang|Liu|Chen|Zhao|Huang|Zhou|Wu|Xu|Sun|Hu|Zhu|Guo|He|Lin|Luo|Zheng|Liang|Xie|Tang|Xi|Deng|Feng|Cui|Cheng|Cao|Dai|Geng|Hua|Mao|Qin|Jiang|Cong|Fu|Lu|Yuan|Shi|Qu|Jin|Yao|Shen|Hong|Ma|Nguyen|Tran|Pham|Le|Vo|Bui)$/
const ELSEWHERE =
  /(?:ov|ova|ev|eva|sky|skaya|enko|shvili|yan|moto|yama|kawa|gawa|mura|shima|naka|zawa|saki|hashi|uchi|hara|waki|sson|ssen|oğlu|oglu|zadeh|ullah)$/

/** What a name's own shape says where no word beside it says more. */
export function sideOfShape(words: readonly string[], given: boolean, korean: boolean, hyphen: boolean): SideEvidence {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  if (korean) return DPRK_FAMILY.test(first) || !hyphen ? { side: 'DPRK', weight: 0.6 } : { side: 'ROK', weight: 0.6 }
  if (CHINESE.test(first) && words.length <= 3) return { side: 'other', weight: 0.8 }
  if (ELSEWHERE.test(last)) return { side: 'other', weight: given ? 0.3 : 0.8 }
  return given ? { side: 'US', weight: 0.45 } : { side: 'other', weight: 0.2 }
}
