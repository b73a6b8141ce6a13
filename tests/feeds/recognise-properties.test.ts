import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Reader, type Written } from './reader.ts'

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')

/** An entry as its publisher knows it. */
interface True {
  readonly number: number
  title: string
  edits: number
}

/** How a publisher makes guids: of an entry, its place and the poll. */
const GUIDS = {
  own: (entry: True) => `tag:${entry.number}`,
  place: (_entry: True, place: number) => `${place + 1}`,
  dated: (entry: True, _place: number, poll: number) => `${entry.number}@${poll}`,
  none: () => null,
} as const

/** How it makes links. */
const LINKS = {
  own: (entry: True) => `https://news.example/reports/${entry.number}`,
  section: () => 'https://news.example/news',
  fragment: (entry: True) => `https://news.example/live#b${entry.number}`,
  parameter: (entry: True) => `https://news.example/view?ref=${entry.number}`,
  session: (entry: True, poll: number) => `https://news.example/reports/${entry.number};jsessionid=${poll}?sid=${poll}`,
  none: () => null,
} as const

/** Six made-up words, other ones for every number. */
function titleOf(number: number): string {
  const syllable = (of: number) => SYLLABLES[of % SYLLABLES.length] ?? ''
  return Array.from({ length: 6 }, (_, word) =>
    [7, 11, 13]
      .map(factor => syllable((number + 1) * factor * (word + 3) + number * word + Math.floor(number / 3)))
      .join(''),
  )
    .join(' ')
    .concat(` ${syllable(number)}${syllable(Math.floor(number / 20))}no`)
}

const step = fc.record({
  fresh: fc.integer({ min: 0, max: 2 }),
  repeats: fc.boolean(),
  edits: fc.array(fc.nat({ max: 9 }), { maxLength: 2 }),
  turns: fc.boolean(),
})

test('whatever a publisher does with guids, links, titles and order: no entry is lost, and none is new twice', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(GUIDS) as (keyof typeof GUIDS)[])),
      fc.constantFrom(...(Object.keys(LINKS) as (keyof typeof LINKS)[])),
      fc.boolean(),
      fc.integer({ min: 3, max: 10 }),
      fc.array(step, { minLength: 1, maxLength: 12 }),
      (guids, links, short, length, steps) => {
        // A title is edited where a guid or a link that stays says whose it is; without either it is all that an entry has.
        const edits = guids === 'own' || links === 'own' || links === 'fragment' || links === 'parameter'
        const reader = new Reader()
        const entries: True[] = []
        let count = 0
        // A title of two words names nothing: the guid must.
        const nameOf = short && guids === 'own' ? (number: number) => `Photo ${number}` : titleOf
        const publish = (title = nameOf(count)) => {
          entries.unshift({ number: count, title, edits: 0 })
          count += 1
        }
        for (let first = 0; first < length; first += 1) publish()
        const news = new Map<number, number>()
        const shown = new Set<number>()
        const poll = (number: number) => {
          const written = entries.slice(0, length).map((entry, place): Written => {
            shown.add(entry.number)
            return {
              guid: GUIDS[guids](entry, place, number),
              url: LINKS[links](entry, number),
              title: entry.title,
            }
          })
          for (const item of reader.fresh(written)) {
            const place = written.findIndex(one => one.title === item.title && one.url === item.url)
            const entry = entries[place]
            if (entry !== undefined) news.set(entry.number, (news.get(entry.number) ?? 0) + 1)
          }
        }
        poll(0)
        for (const [index, { fresh, repeats, edits: edited, turns }] of steps.entries()) {
          // A headline that another entry bears is told from it by the address.
          const again = repeats && (links === 'own' || links === 'fragment' || links === 'parameter')
          for (let one = 0; one < fresh; one += 1) publish(again ? entries[0]?.title : undefined)
          for (const place of edited) {
            const entry = entries[place]
            if (!edits || entry === undefined || entry.edits > 2) continue
            entry.edits += 1
            entry.title += ` again${entry.edits} of${entry.number}`
          }
          if (turns && guids !== 'place') entries.splice(0, length, ...entries.slice(0, length).reverse())
          poll(index + 1)
        }
        for (const number of shown) assert.equal(news.get(number), 1, `${guids} ${links}: entry ${number}`)
      },
    ),
    { numRuns: 400 },
  )
})

test('a feed that others fill with an outlet’s addresses, ids and titles never takes an entry from it', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          number: fc.nat({ max: 5 }),
          title: fc.nat({ max: 5 }),
          kind: fc.constantFrom('wire', 'aggregator'),
        }),
        { maxLength: 20 },
      ),
      listed => {
        const reader = new Reader()
        for (const { number, title, kind } of listed) {
          const of = { id: `evil-${kind}`, name: `Evil ${kind}`, kind: kind as 'wire' | 'aggregator' }
          reader.poll(
            [{ guid: `tag:${number}`, url: `https://news.example/reports/${number}`, title: titleOf(title) }],
            of,
          )
        }
        const own = [0, 1, 2, 3, 4, 5].map(number => ({
          guid: `tag:${number}`,
          url: `https://news.example/reports/${number}`,
          title: titleOf(number),
        }))
        assert.equal(reader.poll(own).length, 6)
      },
    ),
  )
})
