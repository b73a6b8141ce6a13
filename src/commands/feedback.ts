import { feedbackOf, labelled } from '../desk/feedback.ts'
import { renderDay } from '../text/day.ts'
import { visible } from '../text/visible.ts'
import { type Command, EXIT } from './command.ts'
import { writeJsonLine } from './json-lines.ts'
import { openStoreFor, storeOption } from './store-option.ts'

export const command: Command = {
  name: 'feedback',
  summary: 'what readers said of alerts in Discord',
  help: `
usage: backchannel feedback list     each report that readers found not relevant: when, by whom, by which rules it was told
       backchannel feedback export   the same as graded items for "train", one JSON line each

Readers say so by the button "Not relevant" below a card. It is kept with the report, as long as that is (\`keep.archive\`).
A line of export is {"title","summary","lang","source","date","grade":"no","type"}.

Options
  --state DIR    state directory (default: state)

Example
  npm run -s backchannel -- feedback export > not-relevant.jsonl
`,
  options: { ...storeOption },
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
        const feedback = feedbackOf(archived)
        if (feedback.length === 0) continue
        count += 1
        const { item, verdict } = archived
        if (verb === 'export') await writeJsonLine(stdout, labelled(archived))
        else {
          const by = feedback.map(one => `${one.name} (${renderDay(new Date(one.at).toISOString().slice(0, 10), 0)})`)
          const rules = verdict.rules.map(rule => `"${rule}"`).join(', ')
          stdout.write(
            visible(
              `${item.outlet}: ${item.title.replace(/\s+/g, ' ')}\n  not relevant: ${by.join(', ')}\n  told by ${rules}\n`,
            ),
          )
        }
      }
    } finally {
      await store.close()
    }
    if (count === 0) stderr.write('no reader has said anything of an alert yet\n')
    return EXIT.well
  },
}
