/**
 * Family names as newspapers write them: the North's spelling or McCune–Reischauer without diacritics, the Revised one, and those
 * that their bearers use; "=" marks one used only with a given name in the Revised spelling. A name whose first syllable is not listed
 * does not count as Korean.
 */
const FAMILY: Readonly<Record<string, string>> = {
  강: 'Kang =Gang',
  고: 'Ko Koh =Go',
  공: 'Kong =Gong',
  곽: 'Kwak =Gwak',
  구: 'Ku Koo =Gu',
  궁: 'Kung',
  권: 'Kwon =Gwon',
  길: 'Kil =Gil',
  김: 'Kim =Gim',
  나: 'Na',
  남: 'Nam',
  노: 'No Noh Roh',
  라: 'Ra Na',
  량: 'Ryang Yang',
  로: 'Ro Roh No',
  류: 'Ryu Ryoo Yu Yoo',
  리: 'Ri Lee Yi',
  림: 'Rim Lim Im',
  맹: 'Maeng',
  명: 'Myong Myung',
  문: 'Mun Moon',
  민: 'Min',
  박: 'Pak Park =Bak',
  방: 'Pang =Bang',
  배: 'Pae Bae',
  백: 'Paek Baek Paik Baik',
  변: 'Pyon Byon Byun =Byeon',
  서: 'So Seo Suh',
  석: 'Sok Seok Suk',
  선: 'Son Seon Sun',
  성: 'Song Seong Sung',
  손: 'Son Sohn',
  송: 'Song',
  신: 'Sin Shin',
  심: 'Sim Shim',
  안: 'An Ahn',
  양: 'Yang',
  엄: 'Om Eom Um',
  여: 'Yo Yeo Yoh',
  오: 'O Oh',
  우: 'U Woo',
  원: 'Won',
  위: 'Wi',
  유: 'Yu Yoo',
  윤: 'Yun Yoon',
  이: 'Lee Yi Ri',
  임: 'Im Lim Rim',
  자: 'Ja',
  장: 'Jang Chang',
  전: 'Jon Jeon Chun Jun',
  정: 'Jong Jeong Chung Jung',
  조: 'Jo Cho',
  주: 'Ju Joo',
  지: 'Ji Chi',
  진: 'Jin Chin',
  차: 'Cha',
  천: 'Chon Cheon Chun',
  최: 'Choe Choi',
  태: 'Thae Tae',
  하: 'Ha',
  한: 'Han',
  허: 'Ho Heo Huh Hur',
  현: 'Hyon Hyun Hyeon',
  홍: 'Hong',
  황: 'Hwang',
}

const LATIN: ReadonlySet<string> = new Set(
  Object.values(FAMILY).flatMap(all => all.toLowerCase().replaceAll('=', '').split(' ')),
)

/** Family names that are no other word, so that what follows after a space is the given name. */
const APART = /^[김박최황]/

// In the order of Unicode's Hangul syllables (The Unicode Standard, chapter 3.12).
const INITIALS = 'g k|kk|n|d t|tt|r|m|b p|pp|s|ss||j ch|jj|ch|k|t th|p ph|h'.split('|')
const VOWELS = 'a|ae|ya|yae|eo o U|e|yeo yo Yu|ye|o|wa|wae|oe|yo|u oo|wo|we|wi|yu yoo|eu u|ui eui ee|i'.split('|')
const FINALS = '|k|k|k|n|n|n|t|l|k|m|l|l|l|p|l|m|p|p|t|t|ng|t|t|k|t|p|t'.split('|')
const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3

/**
 * The usual romanisations of a Hangul name with a family name of one syllable and a given name of two, with a space
 * between all parts: 김여정 as Kim Yo Jong, Kim Yeo Jong, Kim Yeo Jeong and so on. Empty for other names: a one-syllable given name would match
 * the beginning of longer ones.
 */
export function romanisations(name: string): readonly string[] {
  const [family = '', first = '', second = '', ...more] = [...name]
  const families = FAMILY[family]?.split(' ')
  if (families === undefined || more.length > 0) return []
  // "Ch" for 지읒 is the older spelling, used at the beginning only.
  const [starts, ends] = [syllable(first), syllable(second).filter(way => !way.startsWith('Ch') || isAspirated(second))]
  if (starts.length === 0 || ends.length === 0) return []
  return families.flatMap(own =>
    own.startsWith('=')
      ? [`${own.slice(1)} ${starts[0]} ${ends[0]}`]
      : starts.flatMap(start => ends.map(end => `${own} ${start} ${end}`)),
  )
}

/** Whether a Latin name may be a given Hangul name: the family name's spelling matches, and two syllables follow. */
export function mayBeKorean(latin: string, hangul: string): boolean {
  const words = latin.split(/[ -]+/)
  const families = FAMILY[hangul[0] ?? '']?.replaceAll('=', '').split(' ') ?? []
  return words.length === 3 && families.includes(words[0] ?? '')
}

/** Whether a word, in Hangul or in Latin letters of either case, is a Korean family name. */
export function isFamilyName(word: string): boolean {
  return FAMILY[word] !== undefined || LATIN.has(word.toLowerCase())
}

/** A Hangul name with a space after its family name, as some write it; null if that would read as other words. */
export function hangulApart(name: string): string | null {
  return /^\p{Script=Hangul}{3}$/u.test(name) && APART.test(name) ? `${name[0]} ${name.slice(1)}` : null
}

/** The spellings of one syllable of a given name, capitalised, the Revised one first; empty for anything but a syllable. */
function syllable(letter: string): readonly string[] {
  const index = indexOf(letter)
  if (index < 0) return []
  const initials = (INITIALS[Math.floor(index / 588)] ?? '').split(' ')
  const vowels = (VOWELS[Math.floor(index / 28) % 21] ?? '').split(' ')
  const final = FINALS[index % 28] ?? ''
  // "Ch" for 지읒 is older than "eo".
  const older = initials.includes('j')
  const ways = initials.flatMap(initial =>
    vowels
      .filter(vowel => goes(initial, vowel, final) && !(older && initial === 'ch' && vowel === 'eo'))
      .map(vowel => initial + spelled(initial, vowel) + final),
  )
  if (initials.includes('s') && vowels.includes('i')) ways.push(`shi${final}`)
  return ways.map(way => (way[0] ?? '').toUpperCase() + way.slice(1))
}

function isAspirated(letter: string): boolean {
  return INITIALS[Math.floor(indexOf(letter) / 588)] === 'ch'
}

/** The index of a syllable in Unicode's Hangul block; -1 for anything else. */
function indexOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0
  return code < FIRST_SYLLABLE || code > LAST_SYLLABLE ? -1 : code - FIRST_SYLLABLE
}

/** U and Yu: "u" for 어 and 여 is as in Sung and Kyung, before a consonant; "ee" is as in Hee; "eui" only begins a name. */
function goes(initial: string, vowel: string, final: string): boolean {
  if (vowel === 'Yu' || vowel === 'U') return final !== ''
  if (vowel === 'eui') return initial === ''
  if (vowel === 'ee') return initial === 'h'
  return true
}

/** 영 is Young where 경 is Kyung. */
function spelled(initial: string, vowel: string): string {
  if (vowel !== 'Yu') return vowel.toLowerCase()
  return initial === '' ? 'you' : 'yu'
}
