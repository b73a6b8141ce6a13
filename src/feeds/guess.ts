import { clip } from '../text/clip.ts'
import { languageIn } from '../text/fold/language.ts'
import { visible } from '../text/show/visible.ts'
import { countryFromUrl, countryOfLanguage, hostName, kindFromUrl, zoneOfCountry } from './defaults.ts'
import type { FeedKind } from './feed.ts'
import type { ParsedFeed } from './parsed-feed.ts'

/** Longest name that feeds.yaml accepts. */
const LONGEST_NAME = 100

/** The share of a feed's entries that must be in one language for it to count as the feed's. */
const MOSTLY = 0.9

/** A value guessed for a feed's entry in feeds.yaml, and why. */
export interface Guess<T> {
  readonly value: T
  /** For a person. */
  readonly why: string
}

export interface Guesses {
  readonly name: Guess<string>
  /** '': not known. */
  readonly language: Guess<string>
  readonly country: Guess<string | null>
  readonly kind: Guess<FeedKind>
  readonly timeZone: Guess<string>
}

/** What a feed and its address reveal about its outlet. */
export function guessFeed(parsed: ParsedFeed, url: string): Guesses {
  const title = clip(visible(parsed.title).replace(/\s+/g, ' ').trim(), LONGEST_NAME)
  const language = guessLanguageOf(parsed)
  const byHost = countryFromUrl(url)
  const country = byHost ?? countryOfLanguage(language.value)
  const kind = kindFromUrl(url)
  const zone = zoneOfCountry(country)
  return {
    name:
      title === ''
        ? { value: hostName(url), why: 'its host: the feed has no title' }
        : { value: title, why: 'the feed’s title' },
    language,
    country: {
      value: country,
      why:
        byHost !== null
          ? 'the end of its host'
          : country === null
            ? 'not known – or give --country'
            : 'of its language',
    },
    kind: { value: kind, why: kind === 'newspaper' ? 'nothing says otherwise – or give --kind' : 'its host' },
    timeZone: {
      value: zone,
      why: country === null || zone === 'UTC' ? 'for dates that name none – or give --time-zone' : 'of its country',
    },
  }
}

function guessLanguageOf({ items, language }: ParsedFeed): Guess<string> {
  const times = new Map<string, number>()
  for (const item of items) {
    const one = item.language ?? languageIn(`${item.title} ${item.summary}`, language)
    if (one !== '') times.set(one, (times.get(one) ?? 0) + 1)
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a)
  if (most === undefined)
    return { value: language ?? '', why: language === null ? 'not known – or give --language' : 'the feed says so' }
  const [value, count] = most
  // A written language applies to every entry: in a multilingual feed it stays empty, and each entry's is detected.
  if (count < items.length * MOSTLY) {
    const parts = [...times].map(([one, many]) => `${one} ${many}`).join(', ')
    return { value: '', why: `each entry’s own: of ${items.length} are ${parts} – or give --language` }
  }
  return { value, why: `of ${count === items.length ? 'all' : `${count} of`} ${items.length} entries` }
}
