import { whyFacts } from '../../bot/why-facts.ts'
import { messageIdIn } from '../../desk/answers/link.ts'
import { whyLines } from '../../desk/answers/why.ts'
import { visible } from '../../text/show/visible.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { openStoreFor } from '../store/store-option.ts'

/** Explains why a message was posted. @param message its id or link @returns the exit code */
export async function explainMessage(message: string, context: CommandContext): Promise<number> {
  const { values, env, stdout, stderr } = context
  const messageId = messageIdIn(message) ?? message.trim()
  const store = await openStoreFor(values, env, stderr)
  if (typeof store === 'number') return store
  const facts = await whyFacts(store, messageId)
  await store.close()
  if (facts === null) {
    stderr.write(
      `no message ${messageId} of this bot is on record – copy the id of the message itself, not of the channel\n`,
    )
    return EXIT.no
  }
  stdout.write(visible(`${whyLines(facts).join('\n')}\n`))
  return EXIT.well
}
