import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { proposeApart } from '../src/bot/teach/propose-apart.ts'
import { buttonsOf, CHANNEL, commandData, DeskRig, shippedFiles } from '../tests/bot/desk-rig.ts'
import type { FakeMessage } from '../tests/fakes/discord.ts'
import { type FakeInteraction, MANAGER } from '../tests/fakes/discord-desk.ts'
import type { Posted } from './screenshot-demo.ts'

/** What an analyst of an invented newsroom does with the desk: messages as they stand in the channel, by the name of their picture. */
export async function deskMessages(config: string): Promise<ReadonlyMap<string, readonly Posted[]>> {
  const rig = await DeskRig.open('', shippedFiles())
  rig.propose = proposeApart(config, () => rig.files)
  const directory = await mkdtemp(join(tmpdir(), 'screenshot-desk-'))
  for (const [name, text] of rig.files) await writeFile(join(directory, name), text)
  const own = await rig.start({ directory })
  const tell = async (id: string, title: string, summary: string, outlet = 'Example Wire') => {
    const at = rig.now
    const url = `https://news.example/${id}`
    await rig.tell(own, { id, keys: [`guid:${id}`], title, summary, outlet, url, publishedAt: at, firstSeenAt: at })
    rig.now += 3_600_000
  }
  const agreed = 'Officials of both sides will meet in Geneva on 14 April, the State Department said on Monday.'
  await tell('a', 'North Korea and US agree to hold nuclear talks in Geneva', agreed)
  await tell('b', 'US and North Korea to hold nuclear talks in Geneva', agreed, 'Sample Times')
  await tell(
    'c',
    'US calls off nuclear talks with North Korea in Geneva',
    'The White House gave no new date.',
    'Sample Times',
  )
  // Later than what goes on from a thread.
  rig.now += 20 * 86_400_000
  const game = 'Board game lets players restart US-North Korea nuclear talks'
  await tell('o', game, 'It sold out in a day.', 'Model Herald')
  const cards = rig.discord.messages(CHANNEL)
  const cardOf = (title: string) => cards.find(one => one.embeds?.[0]?.title?.startsWith(title))
  const [first, last] = [cardOf('North Korea and US agree'), cardOf(game)]
  const shown = (message: FakeMessage): Posted => ({
    message: JSON.parse(JSON.stringify(message)),
    id: message.id,
    at: rig.now,
    edits: message.edits,
    answers: null,
  })
  const answered = ({ id, message, files }: FakeInteraction, command: string): Posted => ({
    message: { allowed_mentions: { parse: [] }, ...JSON.parse(JSON.stringify(message)) },
    id,
    at: rig.now,
    edits: 0,
    answers: null,
    asked: command,
    files,
  })
  const press = (card: FakeMessage | undefined, label: string) =>
    rig.press(buttonsOf({ message: card ?? null }).find(one => one.label === label)?.custom_id ?? '', card?.id ?? '')
  const story = answered(await rig.command('story', { story: 'talks geneva' }), 'story')
  const why = answered(await press(first, 'Why'), '')
  const thanks = answered(await press(last, 'Not relevant'), '')
  const asked = rig.discord.ask(2, commandData('feedback'), MANAGER)
  while (asked.edits === 0) await delay(100)
  const proposal = answered(asked, 'feedback')
  const pressed = rig.discord.ask(3, { component_type: 2, custom_id: buttonsOf(asked)[0]?.custom_id ?? '' }, MANAGER, {
    message: { id: asked.id, channel_id: CHANNEL },
  })
  while (pressed.edits === 0) await delay(100)
  const applied = answered(pressed, '')
  const pictures = new Map([
    ['desk-card', first === undefined ? [] : [shown(first)]],
    ['desk-story', [story]],
    ['desk-why', [why]],
    ['desk-feedback', [...(last === undefined ? [] : [shown(last)]), thanks, proposal, applied]],
  ])
  await rig.close()
  await rm(directory, { recursive: true })
  return pictures
}
