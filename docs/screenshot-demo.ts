import { Writable } from 'node:stream'
import type { Message } from '../src/alerts/card/message.ts'
import { DemoClock, playDemo } from '../src/commands/demo/demo-play.ts'
import { loadDemo } from '../src/commands/demo/load-demo.ts'
import { loadConfig } from '../src/commands/load-config.ts'
import { BotSender } from '../src/io/discord/bot/bot.ts'
import { openLog } from '../src/io/ops/log.ts'
import { direct } from '../tests/fakes/direct.ts'
import { FakeDiscord } from '../tests/fakes/discord.ts'

/** A message as the channel holds it at the end of the demo. */
export interface Posted {
  readonly message: Message
  readonly id: string
  /** ms since 1970. */
  readonly at: number
  readonly edits: number
  /** What it answers; null: nothing that is there. */
  readonly answers: Message | null
  /** Of an answer that its asker alone sees: the command, '' for a button; left out: it is for everyone. */
  readonly asked?: string
  /** Names of files that came along with it. */
  readonly files?: readonly string[]
}

export interface DemoChannel {
  readonly messages: readonly Posted[]
  /** The digest's picture as it was uploaded. */
  readonly picture: Uint8Array
}

const CHANNEL = '200000000000000001'
/** First ms of Discord's ids, which carry the time (Discord's reference page, "Snowflakes"). */
const EPOCH_MS = 1_420_070_400_000

/** Runs the demo's bot on a Discord of this machine's own, which refuses what Discord refuses, and reads what the channel holds then. */
export async function demoChannel(config: string): Promise<DemoChannel> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const read = await loadConfig(config, process.stderr)
  if (read === null) throw new Error(`${config} is not valid`)
  const demo = await loadDemo(config, process.stderr)
  if (demo === null) throw new Error(`${config} has no demo`)
  const clock = new DemoClock()
  const discord = await FakeDiscord.start({ now: clock.now })
  const sender = new BotSender({ dispatcher: direct, token: discord.token, api: discord.url })
  const log = await openLog(process.stderr, { level: 'error', format: 'pretty', colour: false })
  const signal = new AbortController().signal
  await playDemo({ config: read, demo, clock, sender, channel: CHANNEL, log, pause: 0, stdout: nowhere, signal })
  await sender.close()
  // What stands in the channel has passed the checks of Discord's forms: it has the shape in which it was sent.
  const held = JSON.parse(JSON.stringify(discord.messages(CHANNEL))) as (Message & { id: string; edits: number })[]
  await discord.close()
  const picture = discord.files.at(-1)?.bytes
  if (picture === undefined) throw new Error('the demo posted no digest')
  const messages = held.map(message => ({
    message,
    id: message.id,
    at: Number(BigInt(message.id) >> 22n) + EPOCH_MS,
    edits: message.edits,
    answers: held.find(one => one.id === message.message_reference?.message_id) ?? null,
  }))
  return { messages, picture }
}
