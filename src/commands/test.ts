import { classify } from '../alerts/delivery/failures.ts'
import { postSample, sayOutcome } from '../bot/deliver/sample-post.ts'
import { openWay, type Way } from '../bot/deliver/way.ts'
import { modeAt } from '../io/discord/sender.ts'
import { systemClock } from '../io/ops/clock.ts'
import { type KeptSample, keepSamples, readSamples } from '../io/ops/kept-samples.ts'
import { type Command, EXIT } from './command.ts'

const REMOVE_MS = 20_000

export const command: Command = {
  name: 'test',
  summary: 'post one sample card the way alerts are posted, and show Discord’s answer',
  help: `
usage: backchannel test [--route NAME] [--delete] [--config DIR] [--state DIR]

Posts one card, marked as a test in its title, through the configured webhook or bot; with neither it is drawn here. Pings nobody.
As a bot it also names each permission that the bot lacks in the channel.
Exit code 0: well, 1: Discord refused it or a permission is missing, 69: no answer, 78: configuration.

  --route NAME   a route of settings.yaml (default: default)
  --delete       remove it again, and the cards of earlier tests
  --config DIR   config directory (default: config)
  --state DIR    state directory (default: state); test-cards.json there lists earlier test cards`,
  options: {
    route: { type: 'string', default: 'default' },
    delete: { type: 'boolean', default: false },
    config: { type: 'string', default: 'config' },
    state: { type: 'string', default: 'state' },
  },
  async run({ values, env, stdout, stderr }) {
    const way = await openWay(env, String(values.config), stdout)
    if ('problems' in way) {
      for (const problem of way.problems) stderr.write(`${problem}\n`)
      return EXIT.config
    }
    try {
      const { sender, settings } = way
      const route = String(values.route)
      const place = way.placeOf(route)
      if (place === null) {
        stderr.write(`no route "${route}" in settings.yaml – one of: ${Object.keys(settings.routes).join(', ')}\n`)
        return EXIT.usage
      }
      const sampled = await postSample(sender, settings, route, place, systemClock.now())
      stdout.write(`${[`Test of route "${route}" ${wayOf(way, place)}:`, ...sampled.lines].join('\n')}\n`)
      const directory = String(values.state)
      const before = await readSamples(directory)
      const { message } = sampled
      const mode = modeAt(sender, place)
      const posted = message === null || mode === 'preview' ? [] : [{ place: message.place, messageId: message.id }]
      const kept =
        values.delete === true ? await removeAll(way, [...before, ...posted], stdout) : [...before, ...posted]
      if (kept.length > 0 || before.length > 0) {
        await keepSamples(directory, kept).catch(() =>
          stderr.write(`${directory} is not writable: --delete will not know this card\n`),
        )
      }
      if (sampled.kind === 'unknown') return EXIT.unreachable
      return sampled.kind === 'sent' && sampled.lacks.length === 0 ? EXIT.well : EXIT.no
    } finally {
      await way.close()
    }
  },
}

/** "as a bot to channel 123". A webhook's place contains its id, which is not secret. */
function wayOf({ sender }: Way, place: string): string {
  const mode = modeAt(sender, place)
  if (mode === 'preview') return 'as a preview'
  return mode === 'bot' ? `as a bot to channel ${place}` : `through ${place.replace('-', ' ')}`
}

/** @returns the cards that are still there: posted another way, or not removable now */
async function removeAll(
  { sender }: Way,
  samples: readonly KeptSample[],
  stdout: NodeJS.WritableStream,
): Promise<readonly KeptSample[]> {
  const left: KeptSample[] = []
  let removed = 0
  for (const sample of samples) {
    if (!sender.reaches(sample.place)) {
      left.push(sample)
      continue
    }
    const outcome = await sender.remove?.(sample.place, sample.messageId, AbortSignal.timeout(REMOVE_MS))
    if (outcome === undefined) continue
    const gone = outcome.kind === 'refused' && classify(outcome.status, outcome.code).kind === 'message-gone'
    if (outcome.kind === 'sent' || gone) removed += 1
    else {
      left.push(sample)
      stdout.write(
        `Message ${sample.messageId} was not removed. ${sayOutcome(modeAt(sender, sample.place), outcome)}\n`,
      )
    }
  }
  if (removed > 0) stdout.write(`${removed === 1 ? '1 test card' : `${removed} test cards`} removed.\n`)
  return left
}
