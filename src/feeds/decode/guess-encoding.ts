import iconv from 'iconv-lite'

const BY_LANGUAGE: Readonly<Record<string, readonly string[]>> = {
  ko: ['cp949'],
  ja: ['shift_jis', 'euc-jp'],
  zh: ['gb18030', 'big5-hkscs'],
  ru: ['windows-1251', 'koi8-r', 'iso-8859-5'],
  uk: ['windows-1251', 'koi8-u'],
  bg: ['windows-1251'],
  sr: ['windows-1251', 'windows-1250'],
  el: ['windows-1253'],
  tr: ['windows-1254'],
  he: ['windows-1255'],
  ar: ['windows-1256', 'iso-8859-6'],
  fa: ['windows-1256'],
  vi: ['windows-1258'],
  th: ['windows-874'],
  pl: ['windows-1250', 'iso-8859-2'],
  cs: ['windows-1250', 'iso-8859-2'],
  sk: ['windows-1250', 'iso-8859-2'],
  hu: ['windows-1250', 'iso-8859-2'],
  ro: ['windows-1250', 'iso-8859-2'],
  hr: ['windows-1250', 'iso-8859-2'],
  sl: ['windows-1250', 'iso-8859-2'],
  lt: ['windows-1257'],
  lv: ['windows-1257'],
  et: ['windows-1257'],
}
const EAST_ASIAN = ['cp949', 'shift_jis', 'euc-jp', 'gb18030', 'big5-hkscs']
/** Bytes; enough of a feed to recognise its encoding. */
const SAMPLE = 60_000

/**
 * The likeliest encoding of bytes that are not UTF-8 and have no label that fits.
 * @param language BCP 47 primary language, '' where unknown
 */
export function guessEncoding(bytes: Uint8Array, language: string): string {
  const sample = Buffer.from(bytes.subarray(0, SAMPLE))
  const own = BY_LANGUAGE[language]
  const candidates = own ?? (comesInPairs(sample) ? EAST_ASIAN : ['windows-1252'])
  if (candidates.length === 1) return candidates[0] ?? 'windows-1252'
  let best = candidates[0] ?? 'windows-1252'
  let least = Number.POSITIVE_INFINITY
  for (const encoding of candidates) {
    const strange = strangeness(iconv.decode(sample, encoding), encoding) + rareLeads(sample, encoding)
    if (strange < least) [best, least] = [encoding, strange]
  }
  return best
}

/** East Asian encodings write pairs of high bytes; single-byte ones write isolated high bytes among ASCII. */
function comesInPairs(bytes: Uint8Array): boolean {
  let high = 0
  let runs = 0
  let before = false
  for (const byte of bytes) {
    const is = byte >= 0x80
    if (is) high += 1
    if (is && !before) runs += 1
    before = is
  }
  return high >= runs * 1.6
}

/** Lead bytes of the characters that news uses; the standards put rare ones into other rows. */
const USUAL_LEADS: Readonly<Record<string, (lead: number) => boolean>> = {
  cp949: lead => lead >= 0xa1 && lead <= 0xc8,
  gb18030: lead => (lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7),
  'big5-hkscs': lead => lead >= 0xa1 && lead <= 0xc6,
  shift_jis: lead => lead <= 0x9f || lead >= 0xe0,
}

/** The share of byte pairs with an unusual lead byte. */
function rareLeads(bytes: Uint8Array, encoding: string): number {
  const usual = USUAL_LEADS[encoding]
  if (usual === undefined) return 0
  let pairs = 0
  let rare = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    pairs += 1
    if (!usual(lead)) rare += 1
    at += 1
  }
  return pairs === 0 ? 0 : rare / pairs
}

/** How unlike news text a decoding is, per character: unreadable, private-use, rare or wrong-script characters raise it. */
function strangeness(text: string, encoding: string): number {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  const letters = count(/[^\u0000-\u007f]/g)
  if (letters === 0) return 0
  const faults = count(/[\ufffd\ue000-\uf8ff\u0080-\u009f]/g)
  const halfwidth = count(/[\uff61-\uff9f]/g)
  const rare = count(/[\u3400-\u4dbf\u02b0-\u036f\u2500-\u257f\uf900-\ufaff]/g)
  const kana = count(/[\u3041-\u30ff]/g)
  const hangul = count(/[\uac00-\ud7a3]/g)
  const han = count(/[\u4e00-\u9fff]/g)
  const cyrillicCapitalInside = count(/[а-я][А-Я]/g)
  let likely = 1
  if (encoding === 'cp949') likely = hangul / letters
  else if (encoding === 'shift_jis' || encoding === 'euc-jp') likely = kana / letters + 0.4 * (han / letters)
  else if (encoding === 'gb18030' || encoding === 'big5-hkscs') likely = 0.75 * (han / letters)
  return (faults * 5 + halfwidth * 2 + rare * 3 + cyrillicCapitalInside * 3) / letters - likely
}
