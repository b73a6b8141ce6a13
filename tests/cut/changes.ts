import type { Chance } from '../simulation/chance.ts'

/** A document taken apart without the cut that is tested: one character a byte. */
export interface Parts {
  readonly head: string
  readonly entries: readonly string[]
  readonly between: string
  readonly tail: string
}

/** @returns null for what has no entries that a pattern finds */
export function partsOf(bytes: Buffer): Parts | null {
  const text = bytes.toString('latin1')
  const json = jsonParts(text)
  if (json !== null) return json
  const found =
    [...text.matchAll(/<((?:\w+:)?(?:item|entry))[\s>][\s\S]*?<\/\1>/g)].length > 0
      ? [...text.matchAll(/<((?:\w+:)?(?:item|entry))[\s>][\s\S]*?<\/\1>/g)]
      : [...text.matchAll(/(?<=[[,]\s*)\{[^{}[\]]*(?:\[[^[\]]*\][^{}[\]]*)*\}/g)]
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined) return null
  return {
    head: text.slice(0, first.index),
    entries: found.map(match => match[0]),
    between: text.trimStart().startsWith('{') ? ',' : '\n',
    tail: text.slice(last.index + last[0].length),
  }
}

function jsonParts(text: string): Parts | null {
  let feed: { readonly items?: unknown }
  try {
    feed = JSON.parse(text)
  } catch {
    return null
  }
  if (!Array.isArray(feed?.items) || feed.items.length === 0) return null
  const [head = '', tail = ''] = JSON.stringify({ ...feed, items: ['here'] }).split('"here"')
  return { head, tail, between: ', ', entries: feed.items.map(one => JSON.stringify(one)) }
}

const WORDS = 'harbour salmon bridge market census quarry lantern orchard tunnel glacier'.split(' ')

/** Another entry made of one: most of what names it is changed, and sometimes not all. */
export function another(entry: string, number: number, chance: Chance): string {
  const word = `${WORDS[number % WORDS.length]} ${number}`
  const keeps = () => chance.happens(1 / 60)
  let made = entry
  if (!keeps()) made = made.replace(/(<(?:\w+:)?title[^>]*>(?:<!\[CDATA\[)?)/g, `$1${word} and ${word} again `)
  if (!keeps()) made = made.replace(/(<\/(?:\w+:)?(?:guid|id)>)/g, `-${number}$1`)
  if (!keeps())
    made = made.replace(/(\]\]>)?(<\/link>)/g, `/${number}$1$2`).replace(/( href="[^"]*)"/g, `$1/${number}"`)
  if (!keeps()) made = made.replace(/(rdf:about="[^"]*)"/g, `$1/${number}"`)
  if (!keeps()) made = made.replace(/("(?:id|url|external_url)"\s*:\s*"[^"]*)"/g, `$1/${number}"`)
  if (!keeps()) made = made.replace(/("title"\s*:\s*")/g, `$1${word} and ${word} again `)
  return made
}

/** What an editor, a server or a mistake does to one entry. */
function edited(entry: string, number: number, chance: Chance): string {
  const edits: readonly ((text: string) => string)[] = [
    text => text.replace(/(<\/(?:\w+:)?title>)/, ` ${WORDS[number % WORDS.length]}$1`),
    text => text.replace(/(<\/(?:\w+:)?(?:description|summary|content)>)/, ` and ${number}$1`),
    text => text.replace(/(<\/(?:guid|id)>)/, `~${number}$1`),
    text => text.replace(/(<\/link>)/, `?${number}$1`),
    text => text.replace(/2026|20\d\d/, '2025'),
    text => text.replace(/>/, `><!-- ${number} -->`),
    text => text.replace(/("title"\s*:\s*")/, `$1${number} `),
    text => `${text} `,
  ]
  return chance.pick(edits)(entry)
}

/** Other entries that bear one of the names of an entry that stands: the title under which a desk tells all of a day, or the address of its live page. */
function namesakes(entry: string, number: number, chance: Chance): readonly string[] {
  const guid = (text: string, at: number) =>
    text.replace(/(<\/(?:guid|id)>)/, `+${at}$1`).replace(/("id"\s*:\s*"[^"]*)"/, `$1+${at}"`)
  const address = (text: string, at: number) =>
    text
      .replace(/(\]\]>)?(<\/link>)/, `/${at}$1$2`)
      .replace(/((?: href|rdf:about)="[^"]*)"/g, `$1/${at}"`)
      .replace(/("url"\s*:\s*"[^"]*)"/, `$1/${at}"`)
  const title = (text: string, at: number) =>
    text.replace(
      /(<(?:\w+:)?title[^>]*>(?:<!\[CDATA\[)?|"title"\s*:\s*")/,
      `$1${WORDS[at % WORDS.length]} of day ${at}: `,
    )
  const [one, other] = chance.pick([
    [guid, address],
    [guid, title],
    [address, title],
  ] as const)
  const count = 1 + chance.whole(2)
  return Array.from({ length: count }, (_, index) => {
    const at = number * 10 + index
    return other(one(entry, at), at)
  })
}

/** What is put into an entry so that it is not what a cut takes it for. */
const TRAPS = [
  '<br>',
  '</b>',
  '<item>',
  '</item>',
  '<entry/>',
  '<![CDATA[ <item> ]]>',
  '<![CDATA[ open',
  '<!-- open',
  ' -->',
  ']]>',
  '<?pi <item> ?>',
  '<?open',
  '<a b="',
  '<x:y xmlns:x="http://purl.org/dc/elements/1.1/">z</x:y>',
  '<dc:title xmlns:dc="http://search.yahoo.com/mrss/">Other</dc:title>',
  '<!DOCTYPE rss [<!ENTITY envoys "nobody">]>',
  '&envoys; < &lt;item&gt;',
  '<channel>',
  '</channel></rss>',
  '<rss:item xmlns:rss="http://purl.org/rss/1.0/">x</rss:item>',
  '<ITEM></ITEM>',
  '\u00ff',
  '\u001b$B',
  '<atom:entry/>',
  '<encoded xmlns="http://purl.org/rss/1.0/modules/content/">y</encoded>',
  '{"items":[{}]}',
  '\\"',
  '],',
  '<image>',
]

/** Entries come, the last go, the feed's date changes. */
const DAILY = [0, 0, 0, 9, 15, 15, 17]

/**
 * Changes a document as publishers do, seldom as none should.
 * @param pool entries that may come
 * @param calm whether only what happens every day does
 */
export function changed(parts: Parts, pool: readonly string[], at: number, chance: Chance, calm: boolean): Parts {
  const entries = [...parts.entries]
  let { head, tail } = parts
  const place = () => (chance.happens(1 / 3) ? chance.whole(entries.length + 1) : 0)
  const one = () => chance.whole(Math.max(1, entries.length))
  const times = 1 + (chance.happens(1 / 3) ? 1 : 0)
  for (let time = 0; time < times; time += 1) {
    const number = at * 10 + time
    const what = calm ? (DAILY[chance.whole(DAILY.length)] ?? 0) : chance.whole(22)
    const base = entries[one()] ?? chance.pick(pool)
    if (what < 8) {
      const add = 1 + chance.whole(3)
      for (let more = 0; more < add; more += 1)
        entries.splice(place(), 0, another(chance.pick(pool), number * 10 + more + 1, chance))
      if (chance.happens(1 / 2) && entries.length > add + 1) entries.splice(-add)
    } else if (what < 10) entries.splice(one(), 1 + chance.whole(2))
    else if (what < 12) entries.splice(one(), 1, edited(base, number, chance))
    else if (what === 12) entries.reverse()
    else if (what === 13) entries.push(...entries.splice(0, one()))
    else if (what === 14) entries.splice(place(), 0, base)
    else if (what === 15)
      head = head.replace(/(<(?:lastBuildDate|pubDate|updated|dc:date)>)[^<]*/, `$1Wed, ${number} Mar 2026`)
    else if (what === 16)
      head = chance.happens(1 / 2) ? `${head}<!-- ${number} -->` : head.replace(/(<title>)/, `$1${number} `)
    else if (what === 17) tail = chance.happens(1 / 2) ? `${tail}<!-- ${number} ms -->` : `${tail}\n`
    else if (what === 18) {
      const inside = base.indexOf('>', chance.whole(base.length)) + 1
      entries.splice(one(), 1, base.slice(0, inside) + chance.pick(TRAPS) + base.slice(inside))
    } else if (what > 19) entries.splice(place(), 0, ...namesakes(base, number, chance))
    else head = head.replace(/(<channel[^>]*>|<feed[^>]*>)/, `$1<ttl>${number}</ttl>`)
  }
  return { ...parts, head, tail, entries: entries.slice(0, 60) }
}

export function written({ head, entries, between, tail }: Parts): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`${head}${entries.join(between)}${tail}`, 'latin1'))
}
