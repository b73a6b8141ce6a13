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

/** Alerts of this time are those on which a change is tried. */
export const SINCE_MS = 30 * 86_400_000

/** `/feedback`: what readers taught, with proposals that change nothing. It is work, so it is for who may change things. */
export const feedback: Answer = async (ask, { bot, amending }) => {
  const { store, clock, decisions, breathe, propose } = bot.world
  const { feeds, ruleSet, settings } = decisions()
  if (settings.desk === null || !mayChange(ask.who, settings.desk)) return say(refusal(settings.desk ?? { role: null }))
  // Before they are tried: what is changed meanwhile makes them old.
  const on = amending === null ? () => '' : marksOf(amending.files.files, await amending.all())
  const gathered = await gatherFeedback(store, feeds, ruleSet, clock.now() - SINCE_MS, breathe)
  const proposals =
    gathered.judged.length === 0 ? { items: [], alerts: gathered.past.length, core: 0 } : await propose(gathered)
  if (proposals === null) return say(NOT_NOW)
  await store.saveFact(PROPOSED, changesOf(proposals, on))
  return renderProposals(gathered.taught, proposals, idOf(['proposals', ask.id], 12))
}

const NOT_NOW =
  'Proposals cannot be made here. `npm run -s backchannel -- feedback propose` makes them on the machine of the bot, and says what is in the way.'

/** The button that applies a proposal: it is a change of the configuration like any other. */
const apply: Answer = async (ask, answers) => {
  const { amending, bot } = answers
  const [key = '', asked = ''] = ask.wants.kind === 'button' ? readPress(ask.wants.press).about : []
  if (amending === null) return say('The configuration cannot be changed from here.')
  // Pressed twice, or again after a restart: it is applied once.
  const id = idOf(['proposal', key, asked], 12)
  const all = await amending.all()
  const made = all.find(one => one.id === id)
  if (made !== undefined) return amend(made.edit, ask, answers, amending, [], id)
  const change = changeIn(await bot.world.store.fact(PROPOSED), key)
  if (change === null) return say(TOO_OLD)
  const edit = await editOf(change)
  if (edit === null) return say(TOO_OLD)
  // From another answer with the same proposal.
  const same = standingAmendments(all).find(one => JSON.stringify(one.edit) === JSON.stringify(edit))
  if (same !== undefined) return amend(edit, ask, answers, amending, [], same.id)
  if (marksOf(amending.files.files, all)(change.file) !== change.on) return say(TOO_OLD)
  return amend(edit, ask, answers, amending, [], id)
}

const TOO_OLD =
  'This was proposed before the configuration was changed. Ask `/feedback` once more: it is worked out anew.'

/** YAML takes code that most bots never need. */
async function editOf({ file, yaml, says }: { file: string; yaml: string; says: string }): Promise<Edit | null> {
  const { parse } = await import('yaml')
  const data: unknown = parse(yaml)
  const isKnown = PROPOSED_FILES.some(one => one === file)
  return isKnown && isRecord(data) ? { what: 'proposal-applied', file: file as ProposedFile, data, says } : null
}

/**
 * Names a file as a proposal stands on it. Proposals for terms and weights hold beside one another; one for rules writes them anew
 * with all that stands in them.
 */
function marksOf(files: ReadonlyMap<string, string>, all: readonly Amendment[]): (file: string) => string {
  return file => {
    const below = standingAmendments(all).filter(
      ({ edit }) => fileOf(edit) === file && (file === 'rules.yaml' || edit.what !== 'proposal-applied'),
    )
    return idOf([...[file, `local/${file}`].map(name => files.get(name) ?? ''), ...below.map(one => one.id)])
  }
}

/** The verbs of buttons here that change what people are told. */
export const PROPOSAL_PRESSES = { [APPLY_PROPOSAL]: apply } as const
