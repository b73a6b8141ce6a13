import { setTimeout as delay } from 'node:timers/promises'
import { systemClock } from '../../src/io/ops/clock.ts'
import { type FakeInteraction, MANAGER } from '../fakes/discord-desk.ts'
import { FakeLimits } from '../fakes/discord-limits.ts'
import { archived, makeCommit, makeItem } from '../fakes/records.ts'
import { Chance } from '../simulation/chance.ts'
import { buttonsOf, CHANNEL, commandData, DeskRig, type Process } from './desk-rig.ts'

export interface Load {
  readonly interactions: number
  readonly alerts: number
  /** How long they come in, in ms. */
  readonly ms: number
  /** Items that the archive holds before. */
  readonly archive: number
  /** How many times shorter the windows of Discord's limits are; default: as they are. */
  readonly faster?: number
}

/** What a load came to; times in ms. */
export interface LoadResult {
  /** From an alert's entry to its message in the channel, by its number. */
  readonly lags: readonly number[]
  /** From an ask to its answer. */
  readonly replies: readonly number[]
  /** From an ask to the beginning of its answer. */
  readonly begun: readonly number[]
  /** Alerts and answers that never came, and those that came twice. */
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  /** Requests that met a rate limit of Discord's, by route. */
  readonly limited: readonly string[]
  /** Share of one processor, that of the fake Discord included. */
  readonly busy: number
}

const SETTLE_MS = 20_000
const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu'.split(' ')
/** Made-up towns, one for each alert: two that share nothing are two stories. */
const PLACES = SYLLABLES.flatMap(first => SYLLABLES.map(last => `${first}q${last}zton`))
const FILES = new Map([['terms.yaml', `lists:\n  places:\n    about: Places\n    terms: [${PLACES.join(', ')}]\n`]])

/** A bot with its gateway and its desk over a Discord that keeps its rate limits: alerts come in evenly, beside them people ask, at times many at once. */
export async function deskLoad({ interactions, alerts, ms, archive, faster = 1 }: Load, seed = 1): Promise<LoadResult> {
  const chance = new Chance(seed)
  const limits = new FakeLimits(faster)
  const rig = await DeskRig.open('flood: off\n', FILES, { clock: systemClock, limits })
  const own = await rig.start()
  // No word twice: what shares nothing is told for itself.
  let made = 0
  const word = () => {
    made += 1
    return [8000, 400, 20, 1].map(unit => SYLLABLES[Math.floor((made * 7) / unit) % 20]).join('')
  }
  const words = () => Array.from({ length: 6 }, word)
  const titleOf = (at: number) => `${PLACES[at % PLACES.length]} ${words().join(' ')}`
  const old = Array.from({ length: archive }, (_, at) =>
    archived(makeItem(`old-${at}`, { title: titleOf(at), firstSeenAt: Date.now() - at * 60_000 })),
  )
  await rig.store.commit(makeCommit({ archive: old }))

  const stop = new AbortController()
  const entered = new Map<string, number>()
  const came = new Map<string, number>()
  const busyBefore = process.cpuUsage()
  const startedAt = performance.now()
  const sending = keepSending(own, stop.signal)
  const watching = (async () => {
    while (!stop.signal.aborted) {
      const now = performance.now()
      for (const { content = '' } of rig.discord.messages(CHANNEL).slice(came.size)) came.set(content ?? '', now)
      await delay(20)
    }
  })()
  const alerting = (async () => {
    for (let at = 0; at < alerts; at += 1) {
      await until(startedAt + (at + 0.5) * (ms / alerts))
      const title = titleOf(at)
      const now = Date.now()
      const item = makeItem(`alert-${at}`, { title, summary: '', feedId: 'wire', publishedAt: now, firstSeenAt: now })
      rig.items = [...rig.items, item].slice(-20)
      entered.set(title, performance.now())
      await own.bot.watch.look(stop.signal, () => {}, 'all')
    }
  })()
  const asked: FakeInteraction[] = []
  const asking = (async () => {
    while (asked.length < interactions) {
      // At times a whole channel asks at once.
      const many = Math.min(interactions - asked.length, chance.happens(0.05) ? 20 : 1)
      await until(startedAt + (asked.length / Math.max(1, interactions)) * ms)
      for (let one = 0; one < many; one += 1) asked.push(ask(rig, chance, asked.length))
    }
  })()
  await Promise.all([alerting, asking])
  const done = () => rig.discord.messages(CHANNEL).length >= alerts && asked.every(one => one.edits > 0)
  for (const end = performance.now() + SETTLE_MS; performance.now() < end && !done(); ) await delay(50)
  // What would come twice would come now.
  await delay(Math.min(2000, ms / 4))
  const { user, system } = process.cpuUsage(busyBefore)
  const busy = (user + system) / 1000 / (performance.now() - startedAt)
  stop.abort()
  await Promise.all([sending, watching])
  const result = resultOf(rig, entered, came, asked)
  await rig.close()
  return { ...result, limited: limits.met, busy }
}

/** As the bot does it while it leads: what is stored is sent at once, or when it is due again. */
async function keepSending({ bot }: Process, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const { nextAt } = await bot.outbox.drain(stop)
    const pause = nextAt === null ? 1000 : Math.min(1000, Math.max(50, nextAt - Date.now()))
    await Promise.race([delay(pause), bot.somethingToSend()])
  }
}

async function until(at: number): Promise<void> {
  const left = at - performance.now()
  if (left > 0) await delay(left)
}

/** Somebody asks something, as people do: mostly reads, at times changes, at times presses what stands below a card. */
function ask(rig: DeskRig, chance: Chance, at: number): FakeInteraction {
  const by = chance.happens(0.3) ? MANAGER : undefined
  const card = rig.discord.messages(CHANNEL).at(-1 - chance.whole(5))
  const buttons = buttonsOf({ message: card ?? null })
  if (card !== undefined && buttons.length > 0 && chance.happens(0.4)) {
    const { custom_id } = chance.pick(buttons.filter(one => one.label !== 'Mute'))
    const message = { message: { id: card.id, channel_id: CHANNEL } }
    return rig.discord.ask(3, { component_type: 2, custom_id }, by, message)
  }
  const commands: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['status', {}],
    ['search', { words: chance.pick(PLACES), since: '90d' }],
    ['story', { story: chance.pick(PLACES) }],
    ['why', {}],
    ['test-headline', { title: `Envoys in ${chance.pick(PLACES)} ${at}` }],
    ['upcoming', {}],
    ['mutes', {}],
    ['mute', { outlet: `Outlet ${at}`, for: '1h' }],
  ]
  const [name, options] = chance.pick(commands)
  return rig.discord.ask(2, commandData(name, options), by)
}

function resultOf(
  rig: DeskRig,
  entered: ReadonlyMap<string, number>,
  came: ReadonlyMap<string, number>,
  asked: readonly FakeInteraction[],
): Omit<LoadResult, 'limited' | 'busy'> {
  const contents = rig.discord.messages(CHANNEL).map(one => one.content ?? '')
  const copiesOf = (title: string) => contents.filter(one => one.endsWith(title))
  const lags: number[] = []
  const [lost, twice]: [string[], string[]] = [[], []]
  for (const [title, at] of entered) {
    const copies = copiesOf(title)
    if (copies.length === 0) lost.push(title)
    if (copies.length > 1) twice.push(title)
    lags.push((came.get(copies[0] ?? '') ?? Number.POSITIVE_INFINITY) - at)
  }
  for (const one of asked) {
    if (one.edits === 0) lost.push(`ask ${one.id}`)
    if (one.edits > 1) twice.push(`ask ${one.id}`)
  }
  const since = (end: number | null, start: number) => (end === null ? Number.POSITIVE_INFINITY : end - start)
  return {
    lags,
    replies: asked.map(one => since(one.repliedAt, one.askedAt)),
    begun: asked.map(one => since(one.answeredAt, one.askedAt)),
    lost,
    twice,
  }
}
