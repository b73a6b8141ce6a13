/** The command `feeds` and its subcommands. Changes go into `config/local/`; the shipped files stay as they are. */

import { type Command, type CommandContext, EXIT } from '../command.ts'
import { storeOption } from '../store/store-option.ts'
import { addFeed, addHelp } from './feeds-add.ts'
import { pauseFeed, pauseHelp, removeFeed, removeHelp, resumeFeed, resumeHelp } from './feeds-change.ts'
import { listFeeds, listHelp } from './feeds-list.ts'
import { exportFeeds, exportHelp, importFeeds, importHelp } from './feeds-opml.ts'
import { testFeed, testHelp } from './feeds-test.ts'

interface Verb {
  readonly help: string
  /** Name of the one word that it takes; null: it takes none. */
  readonly word: string | null
  readonly options: readonly string[]
  run(context: CommandContext, words: readonly string[]): Promise<number>
}

const ENTRY = ['id', 'name', 'language', 'country', 'kind', 'affiliation', 'time-zone', 'interval', 'secret']

const VERBS: Readonly<Record<string, Verb>> = {
  add: { help: addHelp, word: 'URL', options: ['dry-run', ...ENTRY], run: addFeed },
  list: { help: listHelp, word: null, options: ['json', 'state'], run: listFeeds },
  test: { help: testHelp, word: 'URL or ID', options: ['json'], run: testFeed },
  remove: { help: removeHelp, word: 'ID', options: [], run: removeFeed },
  pause: { help: pauseHelp, word: 'ID', options: [], run: pauseFeed },
  resume: { help: resumeHelp, word: 'ID', options: [], run: resumeFeed },
  import: { help: importHelp, word: 'FILE.opml', options: ['dry-run'], run: importFeeds },
  export: { help: exportHelp, word: 'FILE.opml', options: ['all', 'secrets'], run: exportFeeds },
}

const help = `
usage: backchannel feeds add URL              a feed, or the feed of a site
       backchannel feeds list                 the health of each, how often it is polled, what it brings
       backchannel feeds test URL|ID          its newest five entries, and which would be alerted
       backchannel feeds remove ID
       backchannel feeds pause ID             keeps it without polling it
       backchannel feeds resume ID
       backchannel feeds import FILE.opml     adds the new ones of a feed reader's list
       backchannel feeds export FILE.opml     "-" writes to standard output

Each has its own --help. Changes are written to local/feeds.yaml in the config directory, never to the files that come with the program;
comments there stay.`

export const command: Command = {
  name: 'feeds',
  summary: 'adds, lists, tests, pauses and removes feeds; imports and exports OPML',
  help,
  helpOf: Object.fromEntries(Object.entries(VERBS).map(([verb, one]) => [verb, one.help])),
  options: {
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    all: { type: 'boolean' },
    secrets: { type: 'boolean' },
    id: { type: 'string' },
    name: { type: 'string' },
    language: { type: 'string' },
    country: { type: 'string' },
    kind: { type: 'string' },
    affiliation: { type: 'string' },
    'time-zone': { type: 'string' },
    interval: { type: 'string' },
    secret: { type: 'boolean' },
    config: { type: 'string', default: 'config' },
    ...storeOption,
  },
  takesWords: true,
  run,
}

async function run(context: CommandContext): Promise<number> {
  const [verb = '', ...words] = context.positionals
  const found = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
  if (found === undefined) {
    context.stderr.write(
      verb === ''
        ? `feeds: say what to do\n${help}\n`
        : `feeds: no "${verb}" – one of: ${Object.keys(VERBS).join(', ')}\n`,
    )
    return EXIT.usage
  }
  if (words.length !== (found.word === null ? 0 : 1)) {
    const wants = found.word === null ? 'takes no words' : `takes one ${found.word}`
    context.stderr.write(`feeds ${verb} ${wants} – see "feeds ${verb} --help"\n`)
    return EXIT.usage
  }
  const takes = new Set([...found.options, 'config', 'state', 'help'])
  const foreign = Object.entries(context.values).find(([name, value]) => value !== undefined && !takes.has(name))
  if (foreign !== undefined) {
    context.stderr.write(`feeds ${verb} takes no --${foreign[0]} – see "feeds ${verb} --help"\n`)
    return EXIT.usage
  }
  return found.run(context, words)
}
