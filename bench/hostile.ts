/** What one case serves: the hostile feed, robots.txt of its host, or files of the configuration that are written while the bot runs. */
export interface Hostile {
  /** Of the feed's address; '' for a short one. */
  readonly path: string
  readonly type: string
  readonly body: string | Buffer
  readonly robots?: string
  readonly articles?: boolean
  /** Written over feeds.yaml once the bot has begun. */
  readonly feedsYaml?: string
}

const RSS = 'application/rss+xml'
const JSON_FEED = 'application/feed+json'
const SYLLABLES = 'ba ke lo mu ri za tor vin dak pel gom fir sut nor wex qua jil hob cra dro ple sta gri vlo'.split(' ')

/** Made-up words, the same in every run. */
function maker(): (syllables?: number) => string {
  let state = 7
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  return (syllables = 3) =>
    Array.from({ length: syllables }, () => SYLLABLES[Math.floor(next() * SYLLABLES.length)]).join('')
}

interface Entry {
  readonly title: string
  readonly link: string
  readonly text?: string
}

function rss(entries: readonly Entry[], at: number): string {
  const date = new Date(at).toUTCString()
  const items = entries.map(
    ({ title, link, text = '' }) =>
      `<item><title>${title}</title><link>${link}</link><guid>${link}</guid><pubDate>${date}</pubDate><description>${text}</description></item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`
}

function jsonFeed(entries: readonly Entry[]): string {
  // The undated count as new: the largest number that fits into what is read of a feed.
  const items = entries.map(({ title, link }, index) => ({
    id: `${index}`,
    ...(link === '' ? {} : { url: link }),
    title,
  }))
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'x', items })
}

/**
 * Every hostile input by name, made when it is asked for.
 * @param base address of the server that serves it, without a slash at the end
 * @param at ms since 1970: when the entries claim to be of
 */
export function hostileInputs(base: string, at: number): Readonly<Record<string, () => Hostile>> {
  const word = maker()
  const many = (count: number, entry: (index: number) => Entry) =>
    Array.from({ length: count }, (_, index) => entry(index))
  const telling = () => `Washington and Pyongyang agree to nuclear talks on ${word()} ${word()} in ${word(2)}`
  const terms =
    'Kim Jong Un Donald Trump North Korea United States denuclearization talks sanctions summit Pyongyang Washington '
  const link = (index: number | string) => `${base}/page/${index}`
  const xml = (entries: readonly Entry[], more: Partial<Hostile> = {}): Hostile => ({
    path: '',
    type: RSS,
    body: rss(entries, at),
    ...more,
  })
  const json = (entries: readonly Entry[]): Hostile => ({
    path: '',
    type: JSON_FEED,
    body: jsonFeed(entries),
  })
  const pages = (robots: string): Hostile =>
    xml(
      many(5, index => ({ title: telling(), link: link(`${'a'.repeat(1800)}${index}`) })),
      { articles: true, robots },
    )
  return {
    'JSON, 30,000 entries that match': () => json(many(30_000, index => ({ title: telling(), link: link(index) }))),
    'JSON, 120,000 entries that match nothing': () =>
      json(many(120_000, index => ({ title: `${word(2)} ${index}`, link: '' }))),
    'XML, 5,000 entries that match': () =>
      xml(many(5000, index => ({ title: telling(), link: link(index), text: `${telling()} ${word(4)}` }))),
    'XML, 5,000 entries of one story': () =>
      xml(
        many(5000, index => ({
          title: `Trump says talks number ${index} with North Korea may resume`,
          link: link(index),
          text: terms,
        })),
      ),
    'XML, 5,000 entries that match nothing': () =>
      xml(
        many(5000, index => ({
          title: `${word()} ${word()} ${word()} ${index}`,
          link: link(index),
          text: many(60, () => ({ title: '', link: '' }))
            .map(() => word())
            .join(' '),
        })),
      ),
    'XML, 380 long entries full of terms': () =>
      xml(
        many(380, index => ({
          title: `${terms.repeat(8).slice(0, 980)} ${index}`,
          link: link(index),
          text: terms.repeat(90).slice(0, 9900),
        })),
      ),
    'XML, 2,500 entries with long texts': () =>
      xml(
        many(2500, index => ({
          title: telling(),
          link: link(index),
          text: `North Korea and the United States ${Array.from({ length: 110 }, () => word()).join(' ')}`,
        })),
      ),
    'XML, 550 addresses of 4 KB': () =>
      xml(
        many(550, index => ({
          title: telling(),
          link: `${link(index)}?${Array.from({ length: 800 }, (_, at) => `${at}=1`).join('&amp;')}`.slice(0, 4000),
        })),
      ),
    'XML, 500 runs of combining marks': () =>
      xml(
        many(500, index => ({
          title: `North Korea U.S. talks ${index} a${'\u0301'.repeat(4000)}`,
          link: link(index),
          text: 'b\u0301\u0323'.repeat(300),
        })),
      ),
    'XML, one title of 4.9 MB': () =>
      xml([{ title: 'Trump Kim Jong Un summit talks '.repeat(150_000), link: link(0) }]),
    'XML, 5,000 short links under a long address': () => ({
      ...xml(many(5000, index => ({ title: `${word()} ${word()} ${index}`, link: `?${index}` }))),
      path: 'x'.repeat(3900),
    }),
    'robots.txt of stars': () => pages(`User-agent: *\nDisallow: /${'*'.repeat(512 * 1024 - 200)}`),
    'robots.txt of wildcards': () => {
      const line = 'Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*b$\n'
      return pages(`User-agent: *\n${line.repeat(Math.floor((512 * 1024 - 200) / line.length))}`)
    },
    'robots.txt of long tails': () =>
      pages(
        `User-agent: *\n${Array.from({ length: 280 }, (_, index) => `Disallow: /*${'a'.repeat(1700 + index)}b`).join('\n')}`,
      ),
    'config with 120,000 problems': () => ({ ...xml([]), feedsYaml: `feeds:\n${'  - x\n'.repeat(120_000)}` }),
    'config with 30,000 unknown keys': () => ({
      ...xml([]),
      feedsYaml: `feeds: []\n${Array.from({ length: 30_000 }, (_, index) => `key${index}: 1`).join('\n')}\n`,
    }),
  }
}
