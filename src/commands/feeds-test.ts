import { judgedOf } from '../bot/judged.ts'
import { toFeed } from '../config/feeds-schema.ts'
import { readProxies } from '../config/proxies.ts'
import type { Item } from '../feeds/item.ts'
import { itemsOf } from '../feeds/items.ts'
import { redacted, secretsOf } from '../feeds/secrets.ts'
import { judge } from '../rules/judge.ts'
import type { Verdict } from '../rules/verdict.ts'
import { clip } from '../text/clip.ts'
import { shownUrl } from '../text/shown-url.ts'
import { visible } from '../text/visible.ts'
import { type CommandContext, EXIT } from './command.ts'
import { FeedFinder, typedAddress } from './feeds-find.ts'
import { feedAt, noSuchFeed, openFeeds } from './feeds-local.ts'
import { writeJsonLine } from './json-lines.ts'

export const testHelp = `
usage: backchannel feeds test URL|ID [--json] [--config DIR]

Asks a feed, one of the configuration or any other, and shows its newest five entries: whether each would be alerted, and why. Nothing is
stored or posted; age, and whether an entry was seen before, do not count.

  --json         one JSON object an entry, a line each
  --config DIR   config directory (default: config)

Exit code 0: it was read, 1: there is no such feed, 69: it could not be read.`

const SHOWN = 5
/** A line of a terminal that is not narrow. */
const LINE = 118

export async function testFeed(context: CommandContext, [typed = '']: readonly string[]): Promise<number> {
  const { values, env, stdout, stderr, signal } = context
  const place = await openFeeds(context)
  if (typeof place === 'number') return place
  const { config } = place
  const named = place.known.find(feed => feed.id === typed)
  const address = named?.url ?? (/[.:/]/.test(typed) ? typedAddress(typed) : null)
  if (address === null) {
    stderr.write(noSuchFeed(typed, place))
    return EXIT.no
  }
  const proxies = readProxies(env)
  if ('problems' in proxies) {
    for (const problem of proxies.problems) stderr.write(`${problem}\n`)
    return EXIT.config
  }
  const known = named ?? feedAt(place.known, address)
  const configured = config.feeds.find(feed => feed.id === known?.id)
  const plain = (text: string) => redacted(text, configured === undefined ? [] : secretsOf(configured))
  const finder = await FeedFinder.open(config, proxies)
  const found = await finder.find(address, signal, configured).finally(() => finder.close())
  if (found.kind === 'none') {
    stderr.write(visible(`${shownUrl(address, known?.secret)}: was not read: ${plain(found.what)}\n`))
    return EXIT.unreachable
  }
  const feed = configured ?? toFeed({ url: found.url })
  const items = newestOf(itemsOf(found.parsed, feed, Date.now()))
  const told = items.map(item => ({ item, verdict: judge(judgedOf(item, feed), config.ruleSet) }))
  if (values.json === true) {
    for (const { item, verdict } of told) await writeJsonLine(stdout, jsonOf(item, verdict))
    return EXIT.well
  }
  const from = found.from === null ? '' : ` (${found.from})`
  const lines = [
    `${visible(found.parsed.title).replace(/\s+/g, ' ').trim() || 'a feed without a title'}: ${found.parsed.items.length} entries at ${shownUrl(found.url, feed.secret)}${from}`,
    ...told.flatMap(({ item, verdict }) => [
      `  ${dateOf(item)}  ${verdictOf(verdict).padEnd(18)}  ${clip(item.title || '(no title)', 76)}`,
      `      ${clip(whyOf(verdict), LINE - 6)}`,
    ]),
    `${told.filter(one => one.verdict.alert).length} of the newest ${told.length} would be alerted`,
  ]
  stdout.write(visible(plain(`${lines.join('\n')}\n`)))
  return EXIT.well
}

/** Those without a date in the place that the feed gives them, which begins with the newest. */
function newestOf(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => (b.publishedAt ?? b.firstSeenAt) - (a.publishedAt ?? a.firstSeenAt)).slice(0, SHOWN)
}

function dateOf({ publishedAt }: Item): string {
  return publishedAt === null ? 'no date         ' : new Date(publishedAt).toISOString().slice(0, 16).replace('T', ' ')
}

function verdictOf({ alert, doubtful, type }: Verdict): string {
  if (alert) return `alert: ${type}`
  return doubtful ? 'with others only' : 'no'
}

/** The sentence that says most of a verdict: what matched, else what kept it away, else of the rules that miss something one that finds words. */
function whyOf({ because }: Verdict): string {
  const order = [
    because.find(one => one.outcome === 'matched'),
    because.find(one => one.outcome === 'excluded'),
    because.find(one => one.outcome === 'missed' && one.words.length > 0),
  ]
  return order.find(one => one !== undefined)?.text ?? 'no rule finds any of its words'
}

function jsonOf(item: Item, verdict: Verdict) {
  const { title, url, publishedAt, language } = item
  return {
    title,
    url,
    published: publishedAt === null ? null : new Date(publishedAt).toISOString(),
    language,
    alert: verdict.alert,
    doubtful: verdict.doubtful,
    type: verdict.type,
    rules: verdict.rules,
    why: whyOf(verdict),
  }
}
