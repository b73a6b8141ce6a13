import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { FakeDiscord } from '../../tests/fakes/discord.ts'
import { machine } from '../proc.ts'
import { startFlags, startVariables } from '../start-flags.ts'
import { writeBotHome } from './bot-home.ts'
import { CHANNEL, Contender, type Way } from './contender.ts'
import { installNodeRed, writeFlow } from './flow.ts'
import { Newsroom, SUBJECTS } from './newsroom.ts'

/**
 * This bot, the sixty lines that a user would write (script.mjs) and Node-RED with its feed node, side by side on the same loopback feeds,
 * each asking once a real minute, and each killed once: when its Discord has taken the first message of a round and not yet answered.
 * usage: npm run bench:peers -- [--minutes 2] [--node-red DIR]
 * --minutes: of each kind, with all feeds changed and with none. --node-red: where Node-RED is, or is to be installed; by itself a
 * temporary directory that is removed at the end.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, 'node-red': { type: 'string' } },
})
const MINUTES = Number(values.minutes)
const FEEDS = 41
const MINUTE = 60_000
/** The second at which a round ends: far from the full minute, at which all of them ask. */
const AT = 40_000
/** What is not told so long after the new start is lost. */
const SETTLES_S = 180
const WORDS = ['north korea', 'pyongyang', 'kim jong un', '북한', '北朝鮮', '朝鲜', ...SUBJECTS]

if (!existsSync('/proc/self/stat')) throw new Error('needs Linux: it reads /proc')
const directory = mkdtempSync(join(tmpdir(), 'backchannel-peers-'))
const nodeRed = installNodeRed(values['node-red'] ?? join(directory, 'node-red'))
const newsroom = await Newsroom.start(FEEDS)
const waitFor = (atMs: number) => delay((atMs - (Date.now() % MINUTE) + MINUTE) % MINUTE)

const bot = (name: string, envOf: (discord: FakeDiscord) => Record<string, string>) => (discord: FakeDiscord) => {
  const home = join(directory, name)
  mkdirSync(home)
  writeBotHome(home, newsroom.urls)
  const args = ['run', '--config', join(home, 'config'), '--state', join(home, 'state')]
  const launch = join(import.meta.dirname, '../../src/launch.mjs')
  const env = { ...envOf(discord), DISCORD_API_URL: discord.url, ...startVariables() }
  return { name, args: [...startFlags(), launch, ...args], env }
}
const jobFor = (discord: FakeDiscord) => ({
  feeds: newsroom.urls,
  words: WORDS,
  webhook: `${discord.webhookUrl(CHANNEL)}?wait=true`,
})
const ways: ((discord: FakeDiscord) => Way)[] = [
  bot('as a bot', discord => ({ DISCORD_TOKEN: discord.token, DISCORD_CHANNEL_ID: CHANNEL })),
  bot('by a webhook', discord => ({ DISCORD_WEBHOOK_URL: discord.webhookUrl(CHANNEL) })),
  discord => {
    const file = join(directory, 'script.json')
    writeFileSync(file, JSON.stringify({ ...jobFor(discord), seen: join(directory, 'seen.json') }))
    return { name: 'sixty lines', args: [join(import.meta.dirname, 'script.mjs'), file], env: {} }
  },
]
if (nodeRed.kind === 'here') {
  const { red } = nodeRed
  ways.push(discord => ({
    name: 'Node-RED',
    args: writeFlow(red, join(directory, 'red'), jobFor(discord)),
    env: {},
  }))
}

const contenders: Contender[] = []
const problems: string[] = []
try {
  for (const way of ways) contenders.push(await Contender.open(way))
  // One after the other, so that none waits for another's start. Node-RED asks each minute from its start on: it starts near a full one.
  for (const one of contenders) {
    if (one.name === 'Node-RED') await waitFor(52_000)
    await one.startToPost(MINUTE)
    if (Number.isNaN(one.firstPost)) problems.push(`${one.name} posted nothing: ${one.output}`)
  }
  await waitFor(AT)
  for (const phase of ['changed', 'unchanged']) {
    for (let minute = 0; minute < MINUTES; minute += 1) {
      if (phase === 'changed') newsroom.publish()
      for (const one of contenders) one.mark()
      await delay(1000)
      await waitFor(AT)
      for (const one of contenders) one.count(phase)
    }
  }
  for (const one of contenders) one.setTrap()
  newsroom.publish()
  const caught = await Promise.all(contenders.map(one => one.killInTrap(2 * MINUTE)))
  for (const [index, one] of contenders.entries())
    if (caught[index] !== true) problems.push(`${one.name} was not killed, it sent nothing: ${one.output}`)
  newsroom.publish()
  for (const [index, one] of contenders.entries()) if (caught[index] === true) one.start()
  const told = () => contenders.every(one => one.look(newsroom.wanted).lost === 0)
  for (let second = 0; second < SETTLES_S && !told(); second += 1) await delay(1000)
  // A round more: what is told twice may come late.
  await delay(MINUTE)
  report()
} finally {
  await Promise.all(contenders.map(one => one.close()))
  await newsroom.close()
  rmSync(directory, { recursive: true, force: true })
}

function report(): void {
  const { wanted } = newsroom
  const mean = (one: Contender, phase: string) => {
    const cycles = one.cycles.get(phase) ?? []
    return cycles.reduce((sum, seconds) => sum + seconds, 0) / cycles.length
  }
  console.log(`${machine()}\n`)
  console.log(
    `${FEEDS} feeds of 30 entries, asked once a minute side by side; ${MINUTES} minutes of each kind; ${wanted.length} entries to tell\n`,
  )
  const heads = ['first post s', 'CPU s, 2 new', 'CPU s, 0 new', 'peak MB', 'messages', 'lost', 'twice']
  console.log(`${''.padEnd(14)}${heads.map(head => head.padStart(14)).join('')}`)
  for (const one of contenders) {
    const { lost, twice } = one.look(wanted)
    const figures = [
      one.firstPost.toFixed(1),
      mean(one, 'changed').toFixed(2),
      mean(one, 'unchanged').toFixed(2),
      one.peakMb.toFixed(0),
      ...[one.messages.length, lost, twice].map(String),
    ]
    console.log(`${one.name.padEnd(14)}${figures.map(figure => figure.padStart(14)).join('')}`)
  }
  if (nodeRed.kind === 'not') console.log(`Node-RED: skipped, ${nodeRed.why}`)
  console.log(
    '\nlost and twice: after kill -9 at the moment at which Discord had taken a message of a round and not yet answered, and a new start',
  )
  const script = contenders.find(one => one.name === 'sixty lines')
  for (const one of contenders) {
    if (script === undefined || one === script) continue
    const ratio = (phase: string) => (mean(one, phase) / mean(script, phase)).toFixed(2)
    console.log(
      `${one.name} against the sixty lines: ${ratio('changed')} times with 2 of 30 new, ${ratio('unchanged')} with none`,
    )
  }
  for (const problem of problems) console.log(problem)
}
