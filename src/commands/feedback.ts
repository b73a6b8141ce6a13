import { feedbackOf, isNotRelevant, labelled, regrouped, taughtLines } from '../desk/feedback.ts'
import { visible } from '../text/visible.ts'
import { type Command, EXIT } from './command.ts'
import { writeJsonLine } from './json-lines.ts'
import { openStoreFor, storeOption } from './store-option.ts'

export const command: Command = {
  name: 'feedback',
  summary: 'what readers said of alerts in Discord',
  help: `
usage: backchannel feedback list     what readers said of reports: not relevant, or of another story; when, by whom, by which rules it was told
       backchannel feedback export   those that are not relevant as graded items for "train", one JSON line each

Readers say so by the button "Not relevant" below a card, and by the list below "Reports". It is kept with the report, as long as that is (\`keep.archive\`).
A line of export is {"title","summary","lang","source","date","grade":"no","type"}.

Options
  --stories      export the reports that are said to be of another story: as "group" reads them, with "story" (null: one of its own) and
                 "was", the story that they were put into
  --state DIR    state directory (default: state)

Example
  npm run -s backchannel -- feedback export > not-relevant.jsonl
`,
  options: { stories: { type: 'boolean' }, ...storeOption },
  takesWords: true,
  async run({ values, positionals, env, stdout, stderr }) {
    const [verb, ...more] = positionals
    if ((verb !== 'list' && verb !== 'export') || more.length > 0) {
      stderr.write('feedback needs "list" or "export" – see "feedback --help"\n')
      return EXIT.usage
    }
    const store = await openStoreFor(values, env, stderr)
    if (typeof store === 'number') return store
    let count = 0
    try {
      for await (const archived of store.archived(0)) {
        if (feedbackOf(archived).length === 0) continue
        const line = values.stories === true ? regrouped(archived) : isNotRelevant(archived) ? labelled(archived) : null
        if (verb === 'export' && line === null) continue
        count += 1
        if (verb === 'list') stdout.write(visible(`${taughtLines(archived).join('\n')}\n`))
        else await writeJsonLine(stdout, line)
      }
    } finally {
      await store.close()
    }
    if (count === 0) stderr.write('no reader has said anything of an alert yet\n')
    return EXIT.well
  },
}
