import type { ZodError } from 'zod'
import { FeedFinder, type FoundFeed } from '../../bot/amend/feed-finder.ts'
import { readProxies } from '../../config/proxies.ts'
import { feedEntry } from '../../config/schemas/feeds-schema.ts'
import { FEED_KINDS } from '../../feeds/feed.ts'
import { feedAt } from '../../feeds/feed-at.ts'
import { about, namesake, newEntry } from '../../feeds/new-entry.ts'
import { typedAddress } from '../../feeds/typed-address.ts'
import { visible } from '../../text/show/visible.ts'
import { shownUrl } from '../../text/shown-url.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { type FeedsPlace, openFeeds, writeEdits } from './feeds-local.ts'

export const addHelp = `
usage: backchannel feeds add URL [--dry-run] [--id ID] [--name NAME] [--language CODE] …

Adds the feed at an address. For a page, it adds the feed that the page names, or else the one in the places where sites usually put one
(/feed/, /rss …). Title, language, country, kind and zone are guessed and shown, unless given as options. The entry is
written to local/feeds.yaml in the config directory; a running bot takes it up within a minute.
A feed that is already there is not added. Hosts of a private network need fetch.allowHosts in settings.yaml.

  --dry-run            show what would be written, and write nothing
  --id ID              permanent name of the feed (default: made from host and path)
  --name NAME          the outlet as readers know it (default: the feed's title)
  --language CODE      en, ko, ja, zh … (default: that of most entries)
  --country CODE       US, KR, JP … (default: guessed from the host or the language)
  --kind KIND          wire, broadcaster, newspaper, government, state-media, specialist, think-tank, aggregator
  --affiliation TEXT   who stands behind it, shown on alerts: "state-funded agency"
  --time-zone ZONE     zone of dates without one: Asia/Seoul
  --interval TIME      how often to poll: 10m, 1h (default: as settings.yaml and the feed say)
  --secret             the address is secret: only its host is ever shown
  --config DIR         config directory (default: config)

Exit code 0: added, 1: it is already there or no feed was found, 64: an option is wrong, 69: not reachable or refused.

Example
  npm run -s backchannel -- feeds add https://example.org/ --kind wire`

/** Options by the entry's key that they set. */
const KEYS = {
  id: 'id',
  name: 'name',
  language: 'language',
  country: 'country',
  kind: 'kind',
  affiliation: 'affiliation',
  timeZone: 'time-zone',
  interval: 'interval',
  secret: 'secret',
} as const

/** `feeds add`. @returns the exit code */
export async function addFeed(context: CommandContext, [typed = '']: readonly string[]): Promise<number> {
  const { values, stdout, stderr, env, signal } = context
  const address = typedAddress(typed)
  if (address === null) {
    stderr.write(
      'feeds add: not an http(s) address without name and password – write it such as https://example.org/\n',
    )
    return EXIT.usage
  }
  const given: Record<string, string | boolean> = {}
  for (const [key, option] of Object.entries(KEYS)) {
    const value = values[option]
    if (typeof value === 'string' || value === true) given[key] = value
  }
  const wrong = feedEntry.safeParse({ ...given, url: address }).error
  if (wrong !== undefined) return sayWrong(wrong, stderr)
  const place = await openFeeds(context)
  if (typeof place === 'number') return place
  const again = await comesAgain(place, address, context)
  if (again !== null) return again
  const proxies = readProxies(env)
  if ('problems' in proxies) {
    for (const problem of proxies.problems) stderr.write(`${problem}\n`)
    return EXIT.config
  }
  const finder = await FeedFinder.open(place.config, proxies)
  const found = await finder.find(address, signal).finally(() => finder.close())
  if (found.kind === 'none') {
    stderr.write(visible(`${shownUrl(address)}: no feed was added: ${found.what}\n`))
    return found.reached ? EXIT.no : EXIT.unreachable
  }
  if (found.url !== address) {
    const known = await comesAgain(place, found.url, context)
    if (known !== null) return known
  }
  const taken = new Set([...place.known.map(feed => feed.id), ...place.shipped.keys()])
  if (typeof given.id === 'string' && taken.has(given.id)) {
    stderr.write(`feeds add: another feed has the id "${given.id}" – give another --id\n`)
    return EXIT.usage
  }
  const entry = newEntry(found, given, taken)
  const invalid = feedEntry.safeParse(entry.values).error
  if (invalid !== undefined) return sayWrong(invalid, stderr)
  const dry = values['dry-run'] === true
  if (!dry) {
    const code = await writeEdits(place, [{ kind: 'add', entry: entry.values }], stderr)
    if (code !== EXIT.well) return code
  }
  const head = dry ? 'would be added, nothing was written' : `added to ${place.file}`
  stdout.write(
    visible(
      `${[head, ...entry.lines, ...about(found.parsed, Date.now()), ...hints(found, entry.values, place)].join('\n')}\n`,
    ),
  )
  return EXIT.well
}

/** Reports a feed that is already there, or restores one that was removed. @returns the exit code; null: the feed is new */
async function comesAgain(
  place: FeedsPlace,
  address: string,
  { values, stdout, stderr }: CommandContext,
): Promise<number | null> {
  const known = feedAt(place.known, address)
  if (known !== null) {
    const asleep = known.enabled ? '' : `, paused – "feeds resume ${known.id}" polls it again`
    stderr.write(visible(`${shownUrl(address, known.secret)} is already there: ${known.id} (${known.name})${asleep}\n`))
    return EXIT.no
  }
  const gone = feedAt(
    [...place.shipped.values()].filter(feed => place.removed.includes(feed.id)),
    address,
  )
  if (gone === null) return null
  if (values['dry-run'] !== true) {
    const code = await writeEdits(place, [{ kind: 'restore', id: gone.id }], stderr)
    if (code !== EXIT.well) return code
  }
  stdout.write(
    visible(
      `${gone.id} (${gone.name}) had been removed and ${values['dry-run'] === true ? 'would be' : 'is'} back, as it comes with the program\n`,
    ),
  )
  return EXIT.well
}

function hints(
  found: FoundFeed,
  { id, name, url }: Readonly<Record<string, string | boolean>>,
  { known }: FeedsPlace,
): readonly string[] {
  const same = namesake(known, String(name), String(url))
  return [
    ...(same === null
      ? []
      : [`  note: ${same.id} has the same name, so both count as one outlet – give --name if they are two`]),
    ...(found.others.length === 0
      ? []
      : [`  the page also names ${found.others.map(one => shownUrl(one)).join(', ')}`]),
    `  "feeds test ${id}" shows what it brings and which of it would be alerted`,
  ]
}

/** Writes each mistake in the options, by the option's name. */
function sayWrong(error: ZodError, stderr: NodeJS.WritableStream): number {
  for (const { path, message } of error.issues) {
    const key = String(path[0] ?? '')
    const option = Object.hasOwn(KEYS, key) ? `--${KEYS[key as keyof typeof KEYS]}` : key
    const what = key === 'kind' ? `not a kind – one of: ${FEED_KINDS.join(', ')}` : message
    stderr.write(visible(`feeds add: ${option}: ${what}\n`))
  }
  return EXIT.usage
}
