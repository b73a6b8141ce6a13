import { readPress } from '../../alerts/card/press.ts'
import { say } from '../../desk/answers/reply.ts'
import type { Ask } from '../../desk/ask.ts'
import {
  canBeMet,
  MOST_WATCHES,
  renderWatched,
  renderWatches,
  WATCHES,
  type Watch,
  watchesOf,
  withoutWatch,
  withWatch,
} from '../../desk/watching.ts'
import { idOf } from '../../text/id.ts'
import { watchesIn } from '../tell/watchers.ts'
import type { Answer, Answers } from './desk-answer.ts'

/** `/watch`: alerts about some words or a person mention the user. */
export const watch: Answer = async (ask, answers) => {
  const options = ask.wants.kind === 'command' ? ask.wants.options : {}
  const [words, person] = [String(options.words ?? '').trim(), String(options.person ?? '').trim()]
  if ((words === '') === (person === '')) return say('Say one thing to watch: words, or a person.')
  const kind = words === '' ? 'person' : 'words'
  const one: Watch = {
    id: idOf(['watch', ask.id], 12),
    by: ask.who.id,
    guildId: ask.guildId,
    kind,
    value: kind === 'person' ? person : words,
    direct: options.direct === true,
    at: ask.at,
    endedAt: null,
  }
  if (!canBeMet(one, { spellingsOf: name => spellingsOf(name, answers) }))
    return say('That would never match: give a whole name, choose a person who is offered, or give words.')
  const { store } = answers.bot.world
  const known = await answers.inTurn(async () => {
    const after = withWatch(await watchesIn(store), one)
    if (after !== null) await store.saveFact(WATCHES, after)
    return after !== null
  })
  if (!known) return say(`You watch ${MOST_WATCHES} things already, as many as there may be. /watches ends one.`)
  return renderWatched(one)
}

/** `/watches`. */
export const watches: Answer = async ({ who }, { bot }) =>
  renderWatches(watchesOf(await watchesIn(bot.world.store), who.id))

/** The button that ends a watch. */
export const unwatch: Answer = async (ask: Ask, answers) => {
  const [id = ''] = ask.wants.kind === 'button' ? readPress(ask.wants.press).about : []
  const { store } = answers.bot.world
  return answers.inTurn(async () => {
    const before = await watchesIn(store)
    if (!before.some(one => one.id === id && one.by === ask.who.id)) return say('That watch is no longer on record.')
    await store.saveFact(WATCHES, withoutWatch(before, id, ask.who.id, ask.at))
    return say('No longer watched.')
  })
}

function spellingsOf(name: string, { bot }: Answers): readonly string[] {
  const { also = [], generated = [] } = bot.world.decisions().people.find(one => one.name === name) ?? {}
  return [...also, ...generated]
}
