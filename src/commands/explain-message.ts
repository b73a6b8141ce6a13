import { judgedOf } from '../bot/ingest.ts'
import type { Store } from '../io/store/store.ts'
import { explainVerdict } from '../rules/explain.ts'
import { type CommandContext, EXIT } from './command.ts'

/**
 * Says why a posted message was posted: each report of its story that the store still keeps, with the decision as it was made then.
 * @param name a message's id, or its link as Discord copies it
 * @returns the exit code
 */
export async function explainMessage(
  name: string,
  store: Store,
  { stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>,
): Promise<number> {
  const id = /(\d{15,20})\/?$/.exec(name.trim())?.[1] ?? name.trim()
  const delivery = await store.deliveryByMessage(id)
  if (delivery === null) {
    stderr.write(`no message ${id} was posted by this bot, or it is older than what is kept\n`)
    return EXIT.no
  }
  const story = await store.story(delivery.storyId)
  stdout.write(`message ${id}: story ${delivery.storyId}\n`)
  for (const report of story?.items ?? []) {
    const kept = await store.archivedItem(report.id)
    if (kept === null) continue
    const { item, verdict, outcome } = kept
    // The words stand where they stood then; the outlet's kind is in none of the texts.
    const lines = explainVerdict(judgedOf(item, { id: item.feedId, kind: 'newspaper' }), verdict)
    stdout.write(`\n${item.outlet}: ${outcome}\n${lines.join('\n')}\n`)
  }
  return EXIT.well
}
