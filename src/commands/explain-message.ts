import { explainVerdict } from '../rules/explain.ts'
import { visible } from '../text/visible.ts'
import { type CommandContext, EXIT } from './command.ts'
import { explainFacts } from './explain-facts.ts'
import { openStoreFor } from './store-option.ts'

/** Points are shown as they were when the message was posted: the weights may be others today. */
const KEPT = { relevance: null, needed: {}, all: false }

/** Says why a posted message was posted: by which rules and on which words, as its card keeps them, then for each report the verdict that was reached. A message is named by its id or by its link. */
export async function explainMessage(message: string, context: CommandContext): Promise<number> {
  const { values, env, stdout, stderr } = context
  const messageId = /(\d{15,20})\/?$/.exec(message.trim())?.[1] ?? message.trim()
  const store = await openStoreFor(values, env, stderr)
  if (typeof store === 'number') return store
  const delivery = await store.deliveryByMessage(messageId)
  const story = delivery === null ? null : await store.story(delivery.storyId)
  const ids = story === null ? (delivery?.itemIds ?? []) : story.items.map(item => item.id)
  const archived = await Promise.all(ids.map(id => store.archivedItem(id)))
  await store.close()
  if (delivery === null) {
    stderr.write(
      `no message ${messageId} of this bot is on record – copy the id of the message itself, not of the channel\n`,
    )
    return EXIT.no
  }
  const { card } = delivery
  if (card.notice !== undefined) {
    stdout.write('no alert: what the bot says of itself, once, when it begins with an empty store\n')
    return EXIT.well
  }
  const words = card.words.map(word => `"${word}"`).join(', ')
  stdout.write(
    `posted as ${card.type} by ${card.rules.map(rule => `"${rule}"`).join(', ')}${words === '' ? '' : ` on ${words}`}\n\n`,
  )
  for (const found of archived) {
    if (found === null) continue
    const { item, verdict, outcome } = found
    const { title, summary, language, outlet } = item
    const judged = { title, summary, language, source: outlet, outlet: item.feedId, outletKind: '' }
    const why = explainVerdict(
      judged,
      { ...verdict, score: verdict.score ?? null, points: verdict.points ?? [] },
      KEPT,
    ).join('\n')
    stdout.write(visible(`${outlet}: ${title}\n${item.url ?? ''}\n  ${outcome}\n${why}\n\n`))
  }
  const facts = story === null ? [] : explainFacts(delivery, story)
  if (facts.length > 0) stdout.write(`what the message says, and where it comes from\n${facts.join('\n')}\n`)
  return EXIT.well
}
