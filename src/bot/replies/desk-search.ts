import { readPress } from '../../alerts/card/press.ts'
import { type Choice, choicesFor, type Reply, say } from '../../desk/answers/reply.ts'
import { MOST_FOUND, matcherOf, type Query, renderFound } from '../../desk/answers/search.ts'
import type { Ask } from '../../desk/ask.ts'
import type { Decided } from '../../desk/decided.ts'
import { STORY_TYPES } from '../../rules/verdict.ts'
import { idOf } from '../../text/id.ts'
import { isRecord } from '../../text/record.ts'
import { parseDuration } from '../../text/time/duration.ts'
import type { Answer, Answers, Complete } from './desk-answer.ts'

const FACT = 'desk-searches'
/** Most searches whose pages can still be turned. */
const MOST_KEPT = 100
const DEFAULT_MS = 30 * 86_400_000

interface Kept {
  readonly key: string
  readonly query: Query
}

/** `/search`: items that were read, alerted or not, newest first. */
export const search: Answer = async (ask, answers) => {
  const query = queryOf(ask)
  if (typeof query === 'string') return say(query)
  const key = idOf([ask.id], 12)
  const { store } = answers.bot.world
  await answers.inTurn(async () => {
    const kept = await keptIn(answers)
    await store.saveFact(FACT, [...kept.filter(one => one.key !== key), { key, query }].slice(-MOST_KEPT))
  })
  return pageOf(key, query, 0, answers)
}

/** The page buttons below a search's results. */
export const turnPage: Answer = async ({ wants }, answers) => {
  const [key = '', page = '0'] = wants.kind === 'button' ? readPress(wants.press).about : []
  const kept = (await keptIn(answers)).find(one => one.key === key)
  if (kept === undefined) return say('This search is too old for its pages to be turned. Search once more.')
  return pageOf(key, kept.query, Number(page) || 0, answers)
}

export const completePerson: Complete = async (typed, { bot }) =>
  choicesFor(
    typed,
    bot.world.decisions().people.map(({ name }) => ({ name, value: name })),
  )

export const completeOutlet: Complete = async (typed, { bot }): Promise<readonly Choice[]> =>
  choicesFor(
    typed,
    bot.world.decisions().feeds.map(({ name }) => ({ name, value: name })),
  )

/** @returns a sentence if the options cannot be read */
function queryOf({ wants, at }: Ask): Query | string {
  const options = wants.kind === 'command' ? wants.options : {}
  const text = (name: string) => String(options[name] ?? '').trim()
  const back = text('since') === '' ? DEFAULT_MS : parseDuration(text('since'))
  if (back === null) return '`since` is a length of time such as 12h, 7d or 90d.'
  const type = STORY_TYPES.find(one => one === text('type')) ?? null
  if (text('words') + text('person') + text('outlet') === '' && type === null)
    return 'Say what to look for: words, a person, an outlet or a type.'
  return {
    words: text('words'),
    person: text('person'),
    outlet: text('outlet'),
    type,
    since: at - back,
    until: at,
  }
}

async function pageOf(key: string, query: Query, page: number, { bot }: Answers): Promise<Reply> {
  const { store, breathe, decisions } = bot.world
  const person = decisions().people.find(one => one.name === query.person)
  const spellings = person === undefined ? [] : [person.name, ...(person.also ?? []), ...(person.generated ?? [])]
  const matches = matcherOf(query, spellings)
  const found: Decided[] = []
  for await (const one of store.archived(query.since)) {
    await breathe()
    if (!matches(one)) continue
    found.push(one)
    if (found.length > MOST_FOUND) found.shift()
  }
  return renderFound(
    found.sort((a, b) => timeOf(b) - timeOf(a)),
    key,
    page,
  )
}

function timeOf({ item }: Decided): number {
  return item.publishedAt ?? item.firstSeenAt
}

async function keptIn({ bot }: Answers): Promise<readonly Kept[]> {
  const kept = await bot.world.store.fact(FACT)
  return Array.isArray(kept) ? kept.filter((one): one is Kept => isRecord(one) && isRecord(one.query)) : []
}
