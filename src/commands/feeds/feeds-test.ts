import { FeedFinder } from '../../bot/amend/feed-finder.ts'
import { trialLines, tried, whyOf } from '../../bot/amend/feed-trial.ts'
import { readProxies } from '../../config/proxies.ts'
import { toFeed } from '../../config/schemas/feeds-schema.ts'
import { feedAt } from '../../feeds/feed-at.ts'
import type { Item } from '../../feeds/item.ts'
import { redacted, secretsOf } from '../../feeds/secrets.ts'
import { typedAddress } from '../../feeds/typed-address.ts'
import type { Verdict } from '../../rules/verdict.ts'
import { visible } from '../../text/show/visible.ts'
import { shownUrl } from '../../text/shown-url.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { writeJsonLine } from '../json-lines.ts'
import { noSuchFeed, openFeeds } from './feeds-local.ts'

export const testHelp = `
usage: backchannel feeds test URL|ID [--json] [--config DIR]

Fetches a feed, a configured one or any other, and shows its newest five entries: the date of each (in the zone of settings.yaml),
whether it would be alerted, and why. Nothing is stored or posted; neither age nor whether an entry was seen before counts.

  --json         one line of JSON per entry
  --config DIR   config directory (default: config)

Exit code 0: it was read, 1: there is no such feed, 69: it could not be read.`

/** `feeds test`. @returns the exit code */
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
  const told = tried(found, feed, config.ruleSet, Date.now())
  if (values.json === true) {
    for (const { item, verdict } of told) await writeJsonLine(stdout, jsonOf(item, verdict))
    return EXIT.well
  }
  const lines = trialLines(found, feed, told, config.settings.timeZone)
  stdout.write(visible(plain(`${lines.join('\n')}\n`)))
  return EXIT.well
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
