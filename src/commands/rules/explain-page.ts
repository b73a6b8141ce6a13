import { whyNot } from '../../bot/poll/intake.ts'
import { withPage } from '../../bot/tell/second-look.ts'
import { readProxies } from '../../config/proxies.ts'
import { Client } from '../../io/http/request/client.ts'
import { ArticleReader } from '../../io/http/worker/article-reader.ts'
import { systemClock } from '../../io/ops/clock.ts'
import { readVersion } from '../../io/ops/environment.ts'
import { guessLanguage } from '../../text/fold/language.ts'
import { shownUrl } from '../../text/shown-url.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { loadConfig } from '../load-config.ts'
import { explainJudged } from './explain-judged.ts'

/**
 * Explains the page at an address: fetched once, under the same guard, pace and robots.txt rules as the bot's own requests, and judged on its
 * headline and first paragraphs. Its feed is not known, so rules on outlets do not match.
 */
export async function explainPage(address: string, context: CommandContext): Promise<number> {
  const { values, stderr, signal } = context
  if (!URL.canParse(address)) {
    stderr.write('explain: not an address – write it whole, such as https://example.org/news/1\n')
    return EXIT.usage
  }
  const config = await loadConfig(String(values.config), stderr)
  if (config === null) return EXIT.config
  const proxies = readProxies(context.env)
  if ('problems' in proxies) {
    for (const problem of proxies.problems) stderr.write(`${problem}\n`)
    return EXIT.config
  }
  const { contact, allowHosts, hostPauseMs } = config.settings
  const client = new Client({
    version: await readVersion(),
    contact,
    allowHosts,
    hostPauseMs,
    proxies,
  })
  const reader = new ArticleReader(client, () => systemClock.now())
  try {
    const page = await reader.read(address, '', signal)
    if (page.kind !== 'article') {
      const why = whyNot(page)
      // A reason that says what to do needs no further advice.
      const todo = why.includes(' – ') ? '' : ' – give title and text to "explain -" instead'
      stderr.write(`${shownUrl(address)}: the page was not read: ${why}${todo}\n`)
      return EXIT.unreachable
    }
    const language = guessLanguage(`${page.title} ${page.text.slice(0, 500)}`)
    const judged = { title: '', summary: '', language, source: '', outlet: '', outletKind: '' }
    return explainJudged(withPage(judged, page), config, context)
  } finally {
    await Promise.allSettled([client.close(), reader.close()])
  }
}
