import { PAGE, readPress } from '../../alerts/card/press.ts'
import { BELONGS, WHICH } from '../../desk/answers/other-story.ts'
import { type Choice, type Reply, say } from '../../desk/answers/reply.ts'
import type { Ask } from '../../desk/ask.ts'
import { TAKE_BACK } from '../../desk/feedback.ts'
import { formOf, WHY_THIS } from '../../desk/forms/forms.ts'
import { mayChange, refusal } from '../../desk/permission.ts'
import { MUTABLE } from '../../desk/steering.ts'
import { UNWATCH } from '../../desk/watching.ts'
import { nameOf } from '../poll/cycle.ts'
import { AMENDING_PRESSES, completeChange, undo } from '../replies/desk-amend.ts'
import type { Answer, Answers, Complete } from '../replies/desk-answer.ts'
import { digest, upcoming } from '../replies/desk-digest.ts'
import { notRelevant, takeBack } from '../replies/desk-feedback.ts'
import {
  addFeed,
  completeFeed,
  listFeeds,
  pauseFeed,
  removeFeed,
  resumeFeed,
  testFeed,
  turnFeeds,
} from '../replies/desk-feeds.ts'
import { isHome } from '../replies/desk-home.ts'
import { belongs, which } from '../replies/desk-other-story.ts'
import { feedback, PROPOSAL_PRESSES } from '../replies/desk-proposals.ts'
import { completeRule, TRIAL_PRESSES, tryRule } from '../replies/desk-rule-try.ts'
import { completeOutlet, completePerson, search, turnPage } from '../replies/desk-search.ts'
import { status } from '../replies/desk-status.ts'
import {
  completeMute,
  completeZone,
  mute,
  mutes,
  pause,
  quiet,
  resume,
  STEERING_PRESSES,
} from '../replies/desk-steer.ts'
import { completeStory, reports, story } from '../replies/desk-story.ts'
import { addTerm, completeList, completeTerm, removeTerm } from '../replies/desk-terms.ts'
import { unwatch, watch, watches } from '../replies/desk-watch.ts'
import { testHeadline, why } from '../replies/desk-why.ts'

/** Commands that change the configuration. Part of them takes long and must not keep others waiting, so each takes its turn itself. */
const AMENDING: Readonly<Record<string, Answer>> = {
  'feed add': addFeed,
  'feed pause': pauseFeed,
  'feed resume': resumeFeed,
  'feed remove': removeFeed,
  'term add': addTerm,
  'term remove': removeTerm,
  'rule try': tryRule,
  undo,
}
const TURNING_PRESSES: Readonly<Record<string, Answer>> = {
  ...AMENDING_PRESSES,
  ...TRIAL_PRESSES,
  ...PROPOSAL_PRESSES,
}
/** Commands by their English names. */
const COMMANDS: Readonly<Record<string, Answer>> = {
  status,
  search,
  story,
  why,
  'test-headline': testHeadline,
  upcoming,
  digest,
  feedback,
  mute,
  mutes,
  quiet,
  pause,
  resume,
  watch,
  watches,
  'feed list': listFeeds,
  'feed test': testFeed,
  ...AMENDING,
}
/** Commands in a message's menu, by their label. */
const ABOUT_MESSAGE: Readonly<Record<string, Answer>> = { [WHY_THIS]: why }
/** Buttons by their verb. */
const PRESSES: Readonly<Record<string, Answer>> = {
  [PAGE]: (ask, answers) => turnFeeds(ask, answers) ?? turnPage(ask, answers),
  why,
  reports,
  no: notRelevant,
  [TAKE_BACK]: takeBack,
  [UNWATCH]: unwatch,
  ...STEERING_PRESSES,
  ...TURNING_PRESSES,
}
/** Select menus by their verb. */
const CHOICES: Readonly<Record<string, Answer>> = { [WHICH]: which, [BELONGS]: belongs }
const CHANGING_PRESSES: ReadonlySet<string> = new Set(Object.keys({ ...STEERING_PRESSES, ...TURNING_PRESSES }))
/** Completions by command and option. */
const COMPLETES: Readonly<Record<string, Complete>> = {
  'search person': completePerson,
  'watch person': completePerson,
  'search outlet': completeOutlet,
  'story story': completeStory,
  ...Object.fromEntries(MUTABLE.map(kind => [`mute ${kind}`, completeMute(kind)])),
  'quiet zone': completeZone,
  ...Object.fromEntries(['test', 'pause', 'resume', 'remove'].map(one => [`feed ${one} feed`, completeFeed])),
  'term add list': completeList,
  'term remove list': completeList,
  'rule try list': completeList,
  'rule try rule': completeRule,
  'term remove term': completeTerm,
  'undo change': completeChange,
}

/** The answer to an ask, or why the asker gets none. @throws StoreError */
export async function answerTo(ask: Ask, answers: Answers): Promise<Reply> {
  const { desk } = answers.bot.world.decisions().settings
  if (desk === null) return say('The desk is switched off in settings.yaml (`desk: off`).')
  const home = await isHome(ask.guildId, answers.bot, answers.homes)
  if (home === 'other') return say('This bot posts to another server and answers there only.')
  if (home === 'unknown')
    return say('Discord does not say at the moment which server this bot posts to. Ask again in a minute.')
  const { answer, changes, takesTurns } = answerOf(ask)
  if (answer === undefined) return say('This version of the bot does not know that any more.')
  if (changes && !mayChange(ask.who, desk)) return say(refusal(desk))
  return changes && takesTurns !== true ? answers.inTurn(() => answer(ask, answers)) : answer(ask, answers)
}

interface Found {
  readonly answer: Answer | undefined
  readonly changes: boolean
  /** Whether the answer takes its turns itself. */
  readonly takesTurns?: boolean
}

function answerOf({ wants }: Ask): Found {
  switch (wants.kind) {
    case 'command':
      return {
        answer: COMMANDS[wants.name],
        changes: formOf(wants.name)?.changes === true,
        takesTurns: Object.hasOwn(AMENDING, wants.name),
      }
    case 'about-message':
      return { answer: ABOUT_MESSAGE[wants.name], changes: false }
    case 'button': {
      const { verb } = readPress(wants.press)
      return {
        answer: PRESSES[verb],
        changes: CHANGING_PRESSES.has(verb),
        takesTurns: Object.hasOwn(TURNING_PRESSES, verb),
      }
    }
    case 'chosen':
      return { answer: CHOICES[readPress(wants.press).verb], changes: false }
    case 'complete':
      return { answer: undefined, changes: false }
  }
}

/** Completions for what is being typed; none if anything fails. Never throws. */
export async function completeFor(ask: Ask, answers: Answers): Promise<readonly Choice[]> {
  const { wants, guildId } = ask
  if (wants.kind !== 'complete') return []
  const complete = COMPLETES[`${wants.name} ${wants.option}`]
  try {
    if (complete === undefined || (await isHome(guildId, answers.bot, answers.homes)) !== 'home') return []
    return await complete(wants.typed, answers, wants.options)
  } catch (error) {
    answers.bot.world.log.warn('desk_failed', { ask: `complete ${wants.name}`, reason: nameOf(error) })
    return []
  }
}
