import { compileTerms } from '../../src/rules/terms/terms.ts'
import type { ScanTerms } from '../../src/stories/alike/fingerprint.ts'
import type { StoryItem } from '../../src/stories/story.ts'

const spec = (term: string, also: readonly string[] = []) => ({
  term,
  also,
  except: [],
  countsFor: [],
  exactCase: null,
  languages: [],
})
const list = (terms: readonly ReturnType<typeof spec>[]) => ({
  about: 'for the tests',
  includes: [],
  except: [],
  terms,
})

const index = compileTerms({
  lists: {
    'dprk-leaders': list([spec('Kim Jong Un', ['Kim Jong-un', '김정은', '金正恩'])]),
    'dprk-people': list([
      spec('Kim Myong Gil', ['Kim Myong-gil', '김명길', '金明吉']),
      spec('Choe Son Hui', ['Choe Son-hui', '최선희', '崔善姫']),
    ]),
    'us-presidents': list([spec('Trump', ['트럼프', 'トランプ'])]),
    'us-envoys': list([spec('Stephen Biegun', ['Biegun', '비건', 'ビーガン'])]),
    'north-korea': list([spec('North Korea', ['North Korean', 'Pyongyang', '북한', '北朝鮮'])]),
    'united-states': list([spec('United States', ['US', 'American', '미국', '米国'])]),
  },
})

/** The terms that the tests of grouping know. */
export const scan: ScanTerms = (text, language) => index.scan(text, language)

export const HOUR = 3_600_000
export const QUIET = 72 * HOUR
const START = Date.UTC(2019, 9, 1)

/** An item of a table: what it does not say is nothing. @param hours since the table's beginning */
export function item(id: string, hours: number, title: string, more: Partial<StoryItem> = {}): StoryItem {
  return {
    id,
    title,
    summary: '',
    language: 'en',
    outlet: `outlet of ${id}`,
    url: null,
    at: START + hours * HOUR,
    ...more,
  }
}
