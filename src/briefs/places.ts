/** Places where the two sides have met, or may: as shown, then other spellings. */
const PLACES: readonly (readonly string[])[] = [
  ['Panmunjom', 'Panmunjeom', '판문점', '板門店', '板门店'],
  ['Stockholm', '스톡홀름', 'ストックホルム', '斯德哥尔摩'],
  ['Singapore', '싱가포르', 'シンガポール', '新加坡'],
  ['Hanoi', '하노이', 'ハノイ', '河内'],
  ['Punggye-ri', 'Punggye ri', 'nuclear test site', 'nuclear testing site', '풍계리', '豊渓里', '丰溪里'],
  ['Yongbyon', '영변', '寧辺', '宁边'],
  ['Sohae', '서해위성발사장'],
  ['Tongchang-ri', '동창리'],
  ['Geneva', '제네바', 'ジュネーブ', '日内瓦'],
  ['Beijing', '베이징', '北京'],
  ['Pyongyang', '평양', '平壌', '平壤'],
  ['Seoul', '서울', 'ソウル', '首尔'],
  ['Washington', '워싱턴', 'ワシントン', '华盛顿'],
  ['New York', 'U.N. General Assembly', 'UN General Assembly', '뉴욕', 'ニューヨーク', '纽约'],
  ['Tokyo', '도쿄', '東京', '东京'],
  ['Vladivostok', '블라디보스토크', 'ウラジオストク'],
  ['Helsinki', '헬싱키', 'ヘルシンキ'],
  ['Berlin', '베를린', 'ベルリン'],
  ['Moscow', '모스크바', 'モスクワ', '莫斯科'],
  ['Kuala Lumpur', '쿠알라룸푸르'],
  ['Da Nang', '다낭'],
  ['Vienna'],
  ['Oslo', '오슬로'],
  ['Ulaanbaatar', '울란바토르'],
  ['Sinpo', '신포'],
  ['Wonsan', '원산', '元山'],
  ['Kaesong', '개성공단', '開城'],
  ['Pyeongchang', '평창', '平昌'],
  ['Osaka', '오사카', '大阪'],
  ['Manila'],
  ['Bangkok'],
  ['Brussels'],
  ['London'],
  ['Paris'],
  ['Mar-a-Lago'],
  ['Sunnylands'],
  ['Guam', '괌', 'グアム'],
]
const GOVERNMENT = new Set([
  'Washington',
  'Pyongyang',
  'Seoul',
  'Beijing',
  'Tokyo',
  'Moscow',
  'London',
  'Brussels',
  'Paris',
])
const EVENT =
  /\b(?:talks?|summit|meet(?:s|ing|ings)?|met|negotiat\w+|test(?:ed|s)?|launch\w*|ceremony|visit\w*|arriv\w+|site|speech|address|sit down|held|hold)\b/i
/** Words that put a place into another time than that of the report's event. */
const PAST =
  /\b(?:last (?:year|month)|since|after the|failed|no-deal|previous|earlier this year|in (?:January|February|March|April|June) )/i

/** The places of a report's main event: none where none stands out, else the strongest one. */
export function findPlaces(title: string, text: string): readonly string[] {
  const body = withoutDateline(text)
  const scores: (readonly [place: string, score: number])[] = []
  for (const spellings of PLACES) {
    const place = spellings[0] ?? ''
    let score = 0
    for (const spelling of spellings) {
      for (const at of places(title, spelling)) score += stands(title, at, spelling.length, place) * 2
      for (const at of places(body, spelling)) score += stands(body, at, spelling.length, place) * (at < 700 ? 1 : 0.4)
    }
    if (score > 0) scores.push([place, score])
  }
  // Bases and capes name themselves.
  for (const hit of body.slice(0, 700).matchAll(/\b(?:at|in|from) ((?:Fort|Camp|Cape) \p{Lu}\p{L}+)/gu))
    scores.push([hit[1] ?? '', 1.6])
  scores.sort((a, b) => b[1] - a[1])
  const best = scores[0]
  return best === undefined || best[1] < 1.5 ? [] : [best[0]]
}

function places(text: string, spelling: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(spelling); at >= 0 && found.length < 20; at = text.indexOf(spelling, at + spelling.length))
    found.push(at)
  return found
}

function stands(text: string, at: number, length: number, place: string): number {
  const before = text.slice(Math.max(0, at - 80), at)
  const near = before + text.slice(at, at + length + 80)
  const inside = /\b(?:in|at|near|of|outside|to)(?: the)?(?: \p{L}+ (?:capital|city|village|resort)(?: of)?)? $/u.test(
    before,
  )
  if (GOVERNMENT.has(place) && !/\b(?:in|at|to) $/.test(before) && /[A-Za-z] ?$/.test(before)) return 0
  let score = inside ? 1.2 : 0.6
  if (EVENT.test(near) || !/[A-Za-z]/.test(near)) score += 0.6
  if (/-ri$|Yongbyon|Sohae/.test(place)) score += 0.4
  return PAST.test(before.slice(-40)) ? score * 0.3 : score
}

/** A dateline says where the reporter sits. */
function withoutDateline(text: string): string {
  return text.replace(/^[\p{Lu} ,./]{3,40}(?:\([^)]{2,20}\))? ?[-–—:] /u, '').replace(/^\p{Lu}\p{L}+: /u, '')
}
