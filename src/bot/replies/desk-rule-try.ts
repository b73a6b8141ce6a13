import { readPress } from '../../alerts/card/press.ts'
import { ruleSetOf } from '../../config/parts.ts'
import type { Edit } from '../../desk/amendment.ts'
import { renderNotAmended } from '../../desk/answers/amended.ts'
import { choicesFor, say } from '../../desk/answers/reply.ts'
import { APPLY, type Differs, MOST_SHOWN, renderTrial, type Trial } from '../../desk/answers/trial.ts'
import type { Ask } from '../../desk/ask.ts'
import type { FeedKind } from '../../feeds/feed.ts'
import { Backtest } from '../../rules/backtest.ts'
import type { RuleSet } from '../../rules/rule-set.ts'
import { idOf } from '../../text/id.ts'
import { isRecord } from '../../text/record.ts'
import { renderProblem } from '../../text/show/problem.ts'
import type { Amending } from '../amend/amending.ts'
import type { Bot } from '../bot.ts'
import { compileInTurns } from '../reload/config-apart.ts'
import { judgedOf } from '../tell/second-look.ts'
import { amend, amends, optionsOf, typedOf } from './desk-amend.ts'
import type { Answer, Complete } from './desk-answer.ts'
import { changeOf } from './desk-steer.ts'
import { termEdit } from './desk-terms.ts'

const FACT = 'desk-trials'
/** Most trials that can still be applied. */
const MOST_KEPT = 50
const DAYS = 30
const DAY = 86_400_000

/** The trial as it was asked for: its change is computed again when it is applied. */
interface Asked {
  readonly rule: string
  readonly when: string
  readonly list: string
  readonly term: string
  readonly removes: boolean
}

interface Kept {
  readonly key: string
  readonly asked: Asked
}

/** `/rule try`: which alerts a change would have added and removed in the last days. */
export const tryRule = amends(async (ask, answers, amending) => {
  const asked = askedIn(ask)
  if (typeof asked === 'string') return say(asked)
  const edit = await editOf(asked, amending)
  if (typeof edit === 'string') return say(edit)
  const key = idOf(['trial', ask.id], 12)
  const { store } = answers.bot.world
  const trial = await amending.inLongTurn(() => trialOf(edit, ask, answers.bot, amending))
  if (!('counts' in trial)) return renderNotAmended(trial)
  await answers.inTurn(async () => {
    const kept = await keptIn(store)
    await store.saveFact(FACT, [...kept.filter(one => one.key !== key), { key, asked }].slice(-MOST_KEPT))
  })
  return renderTrial(trial, key)
})

/** The button that applies the tried change. */
const apply: Answer = async (ask, answers) => {
  const { amending, bot } = answers
  const [key = ''] = ask.wants.kind === 'button' ? readPress(ask.wants.press).about : []
  if (amending === null) return say('The configuration cannot be changed from here.')
  // The same id if pressed twice, or after a restart: it is applied once.
  const id = idOf(['applied', key], 12)
  const made = (await amending.all()).find(one => one.id === id)
  if (made !== undefined) return amend(made.edit, ask, answers, amending, [], id)
  const kept = (await keptIn(bot.world.store)).find(one => one.key === key)
  if (kept === undefined) return say('This trial is too old to be applied. Try the change once more.')
  const edit = await editOf(kept.asked, amending)
  return typeof edit === 'string' ? say(edit) : amend(edit, ask, answers, amending, [], id)
}

export const completeRule: Complete = async (typed, { bot }) =>
  choicesFor(
    typed,
    bot.world.decisions().ruleSet.rules.map(({ name }) => ({ name, value: name })),
  )

/** @returns a sentence if it is unclear what to try */
function askedIn(ask: Ask): Asked | string {
  const [rule, when, list, term] = ['rule', 'when', 'list', 'term'].map(name => typedOf(ask, name)) as [
    string,
    string,
    string,
    string,
  ]
  const [ofRule, ofTerm] = [rule !== '' && when !== '', list !== '' && term !== '']
  const half = (rule !== '' || when !== '') !== ofRule || (list !== '' || term !== '') !== ofTerm
  if (half || ofRule === ofTerm)
    return 'Say one change to try: `rule` with `when`, its new expression, or `list` with `term`.'
  return { rule, when, list, term, removes: optionsOf(ask).remove === true }
}

/** The edit to the present configuration. @returns a sentence if there is nothing to change */
async function editOf({ rule, when, list, term, removes }: Asked, amending: Amending): Promise<Edit | string> {
  if (list !== '') return termEdit(list, term, removes, amending)
  const { layeredData, ruleNamed } = await import('../../config/layers/layered-data.ts')
  const { texts, directory } = amending.files
  const before = ruleNamed(layeredData('rules', texts, directory), rule)
  if (before?.when === when) return 'The rule already has that expression.'
  return { what: 'rule-set', rule: before === null ? { name: rule, when } : { ...before, when } }
}

/** @returns the problems if the configuration would not be valid with it */
async function trialOf(edit: Edit, ask: Ask, bot: Bot, amending: Amending): Promise<Trial | readonly string[]> {
  const tried = await amending.tried('trial', edit, changeOf(ask))
  if (!('parts' in tried)) return tried
  const { ruleSet: before, terms, sense } = amending.config
  // With the same terms, each report is matched once for both rule sets.
  const after =
    edit.what === 'rule-set'
      ? ruleSetOf(tried.parts, terms, sense)
      : (await compileInTurns(tried.parts, tried.tables)).ruleSet
  const compared = await comparedOver(before, after, ask.at - DAYS * DAY, bot)
  const isNew = edit.what === 'rule-set' && !before.rules.some(({ name }) => name === edit.rule.name)
  return { edit, isNew, days: DAYS, ...compared, examples: tried.examples.map(renderProblem) }
}

/** Compares two rule sets over the archive since a time, with turns for other work between reports. */
async function comparedOver(before: RuleSet, after: RuleSet, since: number, { world }: Bot) {
  const test = new Backtest(before, after)
  const kinds = new Map<string, FeedKind>(world.decisions().feeds.map(feed => [feed.id, feed.kind]))
  const found: Record<'new' | 'gone', Differs[]> = { new: [], gone: [] }
  for await (const { item } of world.store.archived(since)) {
    await world.breathe()
    const change = test.compare(
      item.id,
      judgedOf(item, { id: item.feedId, kind: kinds.get(item.feedId) ?? 'newspaper' }),
    )
    if (change === null) continue
    const shown = found[change.change]
    shown.unshift({ ...change, url: item.url })
    shown.length = Math.min(shown.length, MOST_SHOWN)
  }
  return { counts: test.counts(), newly: found.new, gone: found.gone }
}

async function keptIn(store: Pick<Bot['world']['store'], 'fact'>): Promise<readonly Kept[]> {
  const kept = await store.fact(FACT)
  return Array.isArray(kept) ? kept.filter((one): one is Kept => isRecord(one) && isRecord(one.asked)) : []
}

/** This file's buttons that change what is alerted, by verb. */
export const TRIAL_PRESSES = { [APPLY]: apply } as const
