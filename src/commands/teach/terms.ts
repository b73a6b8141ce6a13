import { type Command, type CommandContext, EXIT } from '../command.ts'
import { storeOption } from '../store/store-option.ts'
import { showTerms } from './terms-show.ts'
import { suggestTerms } from './terms-suggest.ts'

export const command: Command = {
  name: 'terms',
  summary: 'show what a term list or a person counts for, and suggest names that are missing',
  help: `
usage: backchannel terms show [LIST|TERM|PERSON]
       backchannel terms suggest [--since 30d] [--least N] [--most N] [--json]
       backchannel terms suggest --items - [--json] < items.jsonl

show      without a name all lists, with counts; for a list its terms with every spelling; for a term or a person the spellings,
          generated ones marked as such, and the lists that they count for
suggest   names that are frequent in alerted or doubtful items, and that no list and no person has, each with the number of
          items and up to two headlines. Nothing is changed: write what you want into people.yaml or terms.yaml.

Options
  --since LENGTH  only items first seen since then: 12h, 30d (default: all that are kept)
  --items FILE    items as JSON lines, as for explain --json, instead of the store's; - is standard input
  --least N       in at least so many items (default: 3)
  --most N        at most so many names (default: 40)
  --json          one JSON line per name
  --config DIR    config directory (default: config)
  --state DIR     state directory (default: state)

Examples
  npm run -s backchannel -- terms show talks
  npm run -s backchannel -- terms show "FULL NAME"
  npm run -s backchannel -- terms suggest --since 30d`,
  options: {
    since: { type: 'string' },
    items: { type: 'string' },
    least: { type: 'string', default: '3' },
    most: { type: 'string', default: '40' },
    json: { type: 'boolean' },
    config: { type: 'string', default: 'config' },
    ...storeOption,
  },
  takesWords: true,
  async run(context) {
    const [verb = '', ...words] = context.positionals
    const run = VERBS[verb]
    if (run !== undefined) return run(context, words.join(' '))
    context.stderr.write(
      `terms needs "show" or "suggest"${verb === '' ? '' : `, not "${verb}"`} – see "terms --help"\n`,
    )
    return EXIT.usage
  },
}

const VERBS: Readonly<Record<string, (context: CommandContext, what: string) => Promise<number>>> = {
  show: showTerms,
  suggest: suggestTerms,
}
