import { readPress } from '../../alerts/card/press.ts'
import {
  type Amendment,
  type Edit,
  fileOf,
  PROPOSED_FILES,
  type ProposedFile,
  standingAmendments,
} from '../../desk/amendment.ts'
import { APPLY_PROPOSAL, changeIn, changesOf, PROPOSED, renderProposals } from '../../desk/answers/proposals.ts'
import { say } from '../../desk/answers/reply.ts'
import { mayChange, refusal } from '../../desk/permission.ts'
import { idOf } from '../../text/id.ts'
import { isRecord } from '../../text/record.ts'
import { gatherFeedback } from '../teach/gather-feedback.ts'
import { amend } from './desk-amend.ts'
import type { Answer } from './desk-answer.ts'

/** How far back alerts go on which a change is tried, in ms. */
export const SINCE_MS = 30 * 86_400_000

/** `/feedback`: readers' feedback and proposals, none of them applied. It costs work, so only those who may change things may ask. */
export const feedback: Answer = async (ask, { bot, amending }) => {
  const { store, clock, decisions, breathe, propose } = bot.world
  const { feeds, ruleSet, settings } = decisions()
  if (settings.desk === null || !mayChange(ask.who, settings.desk)) return say(refusal(settings.desk ?? { role: null }))
  // Taken before proposals are tried, so that a change meanwhile makes them outdated.
  const on = amending === null ? () => '' : marksOf(amending.files.files, await amending.all())
  const gathered = await gatherFeedback(store, feeds, ruleSet, clock.now() - SINCE_MS, breathe)
  const proposals =
    gathered.judged.length === 0 ? { items: [], alerts: gathered.past.length, core: 0 } : await propose(gathered)
  if (proposals === null) return say(NOT_NOW)
  await store.saveFact(PROPOSED, changesOf(proposals, on))
  return renderProposals(gathered.taught, proposals, idOf(['proposals', ask.id], 12))
}

const NOT_NOW =
  'Proposals cannot be made here. `npm run -s backchannel -- feedback propose` makes them on the bot’s machine, and says what prevents them here.'

/** The button that applies a proposal: it is a change of the configuration like any other. */
const apply: Answer = async (ask, answers) => {
  const { amending, bot } = answers
  const [key = '', asked = ''] = ask.wants.kind === 'button' ? readPress(ask.wants.press).about : []
  if (amending === null) return say('The configuration cannot be changed from here.')
  // The same id if pressed twice, or after a restart: it is applied once.
  const id = idOf(['proposal', key, asked], 12)
  const all = await amending.all()
  const made = all.find(one => one.id === id)
  if (made !== undefined) return amend(made.edit, ask, answers, amending, [], id)
  const change = changeIn(await bot.world.store.fact(PROPOSED), key)
  if (change === null) return say(TOO_OLD)
  const edit = await editOf(change)
  if (edit === null) return say(TOO_OLD)
  // Already applied from another answer with the same proposal.
  const same = standingAmendments(all).find(one => JSON.stringify(one.edit) === JSON.stringify(edit))
  if (same !== undefined) return amend(edit, ask, answers, amending, [], same.id)
  if (marksOf(amending.files.files, all)(change.file) !== change.on) return say(TOO_OLD)
  return amend(edit, ask, answers, amending, [], id)
}

const TOO_OLD = 'This was proposed before the configuration was changed. Ask `/feedback` again for new proposals.'

/** Loaded on demand: most bots never need the code for YAML. */
async function editOf({ file, yaml, says }: { file: string; yaml: string; says: string }): Promise<Edit | null> {
  const { parse } = await import('yaml')
  const data: unknown = parse(yaml)
  const isKnown = PROPOSED_FILES.some(one => one === file)
  return isKnown && isRecord(data) ? { what: 'proposal-applied', file: file as ProposedFile, data, says } : null
}

/**
 * Identifies the state of a file on which a proposal is based. Proposals for terms and weights do not affect one another; one for rules
 * rewrites the whole file.
 */
function marksOf(files: ReadonlyMap<string, string>, all: readonly Amendment[]): (file: string) => string {
  return file => {
    const below = standingAmendments(all).filter(
      ({ edit }) => fileOf(edit) === file && (file === 'rules.yaml' || edit.what !== 'proposal-applied'),
    )
    return idOf([...[file, `local/${file}`].map(name => files.get(name) ?? ''), ...below.map(one => one.id)])
  }
}

/** This file's buttons that change what is alerted, by verb. */
export const PROPOSAL_PRESSES = { [APPLY_PROPOSAL]: apply } as const
