import { CARD_PRESSES } from '../../alerts/card/buttons.ts'
import { readPress } from '../../alerts/card/press.ts'
import { type Choice, choicesFor, type Reply, say } from '../../desk/answers/reply.ts'
import { titleOf } from '../../desk/answers/story.ts'
import type { Ask, Options } from '../../desk/ask.ts'
import { nameOfMute } from '../../desk/muted.ts'
import { describeQuiet, RESUMED, renderMuted, renderMutes, untilOf } from '../../desk/steer.ts'
import {
  type Change,
  decided,
  isOvertaken,
  MUTABLE,
  type Mutable,
  type Mute,
  pausedUntil,
  STEERING,
  type Steering,
  withMute,
  withoutMute,
} from '../../desk/steering.ts'
import { idOf } from '../../text/id.ts'
import { renderMinute } from '../../text/time/clock-time.ts'
import { parseDuration } from '../../text/time/duration.ts'
import { steeringIn } from '../steering.ts'
import type { Answer, Answers, Complete } from './desk-answer.ts'

const DAY = 86_400_000
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** `/mute`: no alerts about something for a time. */
export const mute: Answer = async (ask, answers) => {
  const options = optionsOf(ask)
  const given = MUTABLE.filter(kind => String(options[kind] ?? '').trim() !== '')
  const [kind] = given
  if (kind === undefined || given.length > 1)
    return say('Say one thing to mute: a story, an outlet, a person or a list.')
  const until = untilIn(options, ask, DAY)
  if (until === undefined) return say(WRONG_TIME)
  const what = await mutedThing(kind, String(options[kind]).trim(), answers)
  return typeof what === 'string' ? say(what) : putMute({ kind, ...what, until }, ask, answers)
}

/** The card's button "Mute": mutes its thread for a day. */
export const muteCard: Answer = async (ask, answers) => {
  const { store } = answers.bot.world
  const [postId = ''] = ask.wants.kind === 'button' ? readPress(ask.wants.press).about : []
  const post = await store.delivery(postId)
  const story = post === null ? null : await store.story(post.storyId)
  if (story === null) return say('This story is no longer kept.')
  const what = { kind: 'story', value: story.thread ?? story.id, label: titleOf(story), until: ask.at + DAY } as const
  return putMute(what, ask, answers)
}

/** `/mutes`. */
export const mutes: Answer = async (_, { bot }) => renderMutes(await steeringIn(bot.world.store), bot.world.clock.now())

/** The button that undoes a mute. */
export const undoMute: Answer = async (ask, answers) => {
  const [id = ''] = ask.wants.kind === 'button' ? readPress(ask.wants.press).about : []
  const before = await steeringIn(answers.bot.world.store)
  const found = before.mutes.find(one => one.id === id)
  if (found === undefined) return say('That mute is no longer on record.')
  const name = nameOfMute(found)
  await steer(withoutMute(before, id, changeOf(ask)), `no longer muted: ${name}`, ask, answers)
  return say('No longer muted. What was recorded meanwhile is found by /search and is not posted.')
}

/** `/quiet`. */
export const quiet: Answer = async (ask, answers) => {
  const { from = '', to = '', zone = '', still = 'high' } = optionsOf(ask)
  const before = await steeringIn(answers.bot.world.store)
  if (from === '' && to === '')
    return say(before.quiet === null ? 'There are no quiet hours.' : describeQuiet(before.quiet))
  if (isOvertaken(before, 'quiet', ask.id)) return say(OVERTAKEN)
  if (from === 'off') {
    await steer(decided(before, 'quiet', null, ask.id), 'quiet hours ended', ask, answers)
    return say('There are no quiet hours any more.')
  }
  if (!TIME.test(String(from)) || !TIME.test(String(to)) || from === to)
    return say('`from` and `to` are two times of day such as 22:00 and 07:00; `from: off` ends the quiet hours.')
  const timeZone = zone === '' ? answers.bot.world.decisions().settings.timeZone : String(zone)
  if (!isZone(timeZone)) return say('`zone` is a time zone such as Asia/Seoul, Europe/London or UTC.')
  const set = {
    from: String(from),
    to: String(to),
    timeZone,
    still: still === 'nothing' ? 'nothing' : 'high',
    made: changeOf(ask),
  } as const
  await steer(decided(before, 'quiet', set, ask.id), describeQuiet(set), ask, answers)
  return say(describeQuiet(set))
}

/** `/pause`. */
export const pause: Answer = async (ask, answers) => {
  const until = untilIn(optionsOf(ask), ask, DAY)
  if (until === undefined) return say(WRONG_TIME)
  const before = await steeringIn(answers.bot.world.store)
  if (isOvertaken(before, 'pause', ask.id)) return say(OVERTAKEN)
  await steer(
    decided(before, 'pause', { until, made: changeOf(ask) }, ask.id),
    `paused ${plainUntil(until)}`,
    ask,
    answers,
  )
  return say(
    `Nothing is sent ${untilOf(until, RESUMED)}. Feeds go on being read, and alerts wait in the store; /resume sends them.`,
  )
}

/** `/resume`. */
export const resume: Answer = async (ask, answers) => {
  const { store, clock, delivered } = answers.bot.world
  const before = await steeringIn(store)
  if (isOvertaken(before, 'pause', ask.id)) return say(OVERTAKEN)
  const after = decided(before, 'pause', null, ask.id)
  const was = pausedUntil(before, clock.now()) !== null
  if (before.pause !== null) await steer(after, was ? 'resumed' : 'the pause was over already', ask, answers)
  // An earlier /pause may not be stored yet.
  else await store.saveFact(STEERING, after)
  delivered()
  return say('What waits is sent.')
}

export const completeMute =
  (kind: Mutable): Complete =>
  async (typed, answers) => {
    if (kind === 'story') return choicesFor(typed, await threads(answers))
    const { people, feeds, lists } = answers.bot.world.decisions()
    const names = kind === 'list' ? lists : (kind === 'person' ? people : feeds).map(({ name }) => name)
    return choicesFor(
      typed,
      names.map(name => ({ name, value: name })),
    )
  }

export const completeZone: Complete = async typed =>
  choicesFor(
    typed,
    ['UTC', ...Intl.supportedValuesOf('timeZone')].map(name => ({ name, value: name })),
  )

async function putMute(
  what: Pick<Mute, 'kind' | 'value' | 'label' | 'until'>,
  ask: Ask,
  answers: Answers,
): Promise<Reply> {
  const made: Mute = { ...what, id: idOf(['mute', ask.id], 12), made: changeOf(ask), undone: null }
  const before = await steeringIn(answers.bot.world.store)
  // A repeated ask after a restart: its mute may have been undone since.
  const known = before.mutes.find(one => one.id === made.id)
  if (known !== undefined) return renderMuted(known)
  await steer(withMute(before, made), `muted ${plainUntil(made.until)}: ${nameOfMute(made)}`, ask, answers)
  return renderMuted(made)
}

/** @returns a sentence if there is no such thing */
async function mutedThing(
  kind: Mutable,
  asked: string,
  answers: Answers,
): Promise<Pick<Mute, 'value' | 'label'> | string> {
  const { lists } = answers.bot.world.decisions()
  if (kind === 'list' && !lists.includes(asked))
    return 'There is no such list in terms.yaml. Choose one that is offered.'
  if (kind !== 'story') return { value: asked, label: asked }
  const thread = (await threads(answers)).find(one => one.value === asked)
  if (thread === undefined) return 'There is no such story. Choose one that is offered, or press Mute on its card.'
  return { value: thread.value, label: thread.name }
}

/** Posted threads, newest first, by their newest headline. */
async function threads({ bot }: Answers): Promise<readonly Choice[]> {
  const told = (await bot.world.store.openStories()).filter(one => one.telling !== null).toReversed()
  const newest = new Map<string, string>()
  for (const one of told) if (!newest.has(one.thread ?? one.id)) newest.set(one.thread ?? one.id, titleOf(one))
  return [...newest].map(([value, name]) => ({ name, value }))
}

/** Stores a change and notifies operators. @throws StoreError if it is not stored: a later attempt makes the same change */
async function steer(to: Steering, what: string, ask: Ask, { bot }: Answers): Promise<void> {
  await bot.world.store.saveFact(STEERING, to)
  const text = `${ask.who.name} (${ask.who.id}) in Discord: ${what}`
  void bot.notices.say({ key: `desk ${ask.id}`, text, over: false })
}

/** Who made an ask, and when. */
export function changeOf({ id, who, at }: Ask): Change {
  return { askId: id, by: who.id, name: who.name, at }
}

function optionsOf({ wants }: Ask): Options {
  return wants.kind === 'command' ? wants.options : {}
}

const OVERTAKEN = 'Nothing was changed: a later command has decided that already.'
const WRONG_TIME = '`for` is a length of time such as 6h or 3d, or `ever`.'

/** @returns ms since 1970, null: for ever, undefined: not a valid time */
function untilIn(options: Options, { at }: Ask, byDefault: number): number | null | undefined {
  const text = String(options.for ?? '').trim()
  if (text === '') return at + byDefault
  if (text === 'ever') return null
  const ms = parseDuration(text)
  return ms === null || ms <= 0 ? undefined : at + ms
}

function plainUntil(until: number | null): string {
  return until === null ? 'until it is undone' : `until ${renderMinute(until, 'UTC')}`
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** This file's buttons that change what is alerted, by verb. */
export const STEERING_PRESSES = { [CARD_PRESSES.mute]: muteCard, undo: undoMute } as const
