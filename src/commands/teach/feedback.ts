import { feedbackOf, isNotRelevant, labelled, regrouped, taughtLines } from '../../desk/feedback.ts'
import { visible } from '../../text/show/visible.ts'
import { parseDuration } from '../../text/time/duration.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { writeJsonLine } from '../json-lines.ts'
import { openStoreFor, storeOption } from '../store/store-option.ts'
import { propose } from './feedback-propose.ts'

const USAGE = 'feedback needs "list", "propose" or "export" – see "feedback --help"\n'

export const command: Command = {
  name: 'feedback',
  summary: 'what readers said about alerts in Discord, and what would have prevented them',
  help: `
usage: backchannel feedback list               what readers said about reports: not relevant, or of another story
       backchannel feedback propose [FILE…]    the smallest changes that would have prevented the irrelevant alerts
       backchannel feedback export             those reports as graded items for "train", one JSON line each

Readers say so with the button "Not relevant" below a card, and with the list below "Reports". It is kept as long as the report
(\`keep.archive\`).

propose tries a term's exception, an exclusion and a weight, and prints for each what it does to all alerts of the last 30 days and to the
labelled core items: those of graded.jsonl of the config directory, and of FILEs like it. Each is printed as YAML for config/local. Nothing is
changed: put into config/local what you want, then run "check".

A line of export is {"title","summary","lang","source","date","grade":"no","type"}.

Options
  --since LENGTH  how far back alerts are tried: 12h, 30d (default: 30d)
  --stories       export the reports that belong to another story: in the form that "group" reads, with "story" (null: one of its own)
                  and "was", the story in which the bot put them
  --config DIR    the files in force (default: config)
  --state DIR     state directory (default: state)

Example
  npm run -s backchannel -- feedback export > not-relevant.jsonl
`,
  options: {
    since: { type: 'string', default: '30d' },
    stories: { type: 'boolean' },
    config: { type: 'string', default: 'config' },
    ...storeOption,
  },
  takesWords: true,
  run: feedback,
}

async function feedback(context: CommandContext): Promise<number> {
  const { values, positionals, env, stderr } = context
  const [verb, ...more] = positionals
  if ((verb !== 'list' && verb !== 'export' && verb !== 'propose') || (verb !== 'propose' && more.length > 0)) {
    stderr.write(USAGE)
    return EXIT.usage
  }
  const since = parseDuration(String(values.since ?? '30d'))
  if (since === null) {
    stderr.write(`--since: "${values.since}" is not a length of time – write a number and a unit: 12h, 30d\n`)
    return EXIT.usage
  }
  const store = await openStoreFor(values, env, stderr)
  if (typeof store === 'number') return store
  try {
    if (verb === 'propose') return await propose(store, String(values.config ?? 'config'), more, since, context)
    let count = 0
    for await (const archived of store.archived(0)) {
      if (feedbackOf(archived).length === 0) continue
      const line = values.stories === true ? regrouped(archived) : isNotRelevant(archived) ? labelled(archived) : null
      if (verb === 'export' && line === null) continue
      count += 1
      if (verb === 'list') context.stdout.write(visible(`${taughtLines(archived).join('\n')}\n`))
      else await writeJsonLine(context.stdout, line)
    }
    if (count === 0) stderr.write('no reader has said anything about an alert yet\n')
    return EXIT.well
  } finally {
    await store.close()
  }
}
