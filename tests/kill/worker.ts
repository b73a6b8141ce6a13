import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { render } from '../../src/alerts/card/render.ts'
import { Outbox } from '../../src/bot/deliver/outbox.ts'
import { lead } from '../../src/bot/lead.ts'
import { BotSender } from '../../src/io/discord/bot/bot.ts'
import { openStore } from '../../src/io/store/open-store.ts'
import { direct } from '../fakes/direct.ts'
import { archived, makeCommit, makeDelivery, makeItem, makePollState, makeStory } from '../fakes/records.ts'
import { readJob } from './job.ts'

/**
 * A bot of the real store, outbox and sender, and of a feed that never ends well: it is killed at any moment and started again.
 * Prints "up", "leading" and "done", a line each.
 */
const job = readJob(process.env.KILL_JOB ?? '')
const now = () => job.clockFrom + (Date.now() - job.clockFrom) * job.speed
const never = new AbortController().signal
const passed = new Map<string, number>()

/** A marked point: the process ends here, as by kill -9, when it is the one to end at. */
function point(name: string): void {
  const times = (passed.get(name) ?? 0) + 1
  passed.set(name, times)
  if (job.dieAt?.point === name && job.dieAt.times === times) process.kill(process.pid, 'SIGKILL')
}

/** Marks the beginning and end of every call of some methods. */
function marked<T extends object>(target: T, methods: readonly string[]): T {
  return new Proxy(target, {
    get(real, name) {
      const method: unknown = Reflect.get(real, name, real)
      if (typeof method !== 'function') return method
      if (!methods.includes(String(name))) return method.bind(real)
      return async (...args: readonly unknown[]) => {
        point(`before ${String(name)}`)
        const result: unknown = await Reflect.apply(method, real, args)
        point(`after ${String(name)}`)
        return result
      }
    },
  })
}

const store = marked(await openStore(job.stateUrl), ['commit', 'saveDelivery', 'openDeliveries', 'unseen', 'saveFact'])
const sender = marked(
  new BotSender({ dispatcher: direct, token: job.token, api: job.api, deadlineMs: job.deadlineMs }),
  ['send', 'recent'],
)
process.stdout.write('up\n')

let lost = never
if (job.lease) {
  const states = (state: string) => void process.stdout.write(`${state}\n`)
  const deps = { store, steady: () => performance.now(), sleep, onState: states }
  lost = (await lead(deps, never)) ?? never
  // The feed begins when both replicas are there.
  await once(process.stdin, 'data')
} else process.stdout.write('leading\n')

const outbox = new Outbox({
  store,
  sender,
  now,
  steady: () => performance.now() * job.speed,
  render: (delivery, replyTo) => render(delivery, { pingRole: null, replyTo }),
  channelOf: () => job.channelId,
  settings: () => ({ onUncertain: 'resend', nonceWindowMs: job.nonceWindowMs, flood: null }),
  onNotice: () => {},
})

for (let index = 0; index < job.items && !lost.aborted; index += 1) {
  // The feed shows a few old entries with each new one, as feeds do.
  const names = [index - 2, index - 1, index].filter(one => one >= 0)
  const items = names.map(name => makeItem(`i${name}`, { firstSeenAt: Math.round(now()) }))
  const fresh = await store.unseen(items)
  const deliveries = fresh.map(item =>
    makeDelivery(item.title.replace('Title of ', ''), { createdAt: Math.round(now()) }),
  )
  const stories = fresh.map(item => makeStory(item.id, Math.round(now())))
  const archive = fresh.map(item => archived(item, `story-${item.id}`))
  await store.commit(makeCommit({ deliveries, stories, archive, seen: fresh, feed: makePollState('feed', index) }))
  await outbox.drain(lost)
  if (job.pauseMs > 0) await delay(job.pauseMs)
}
while (!lost.aborted) {
  const { nextAt } = await outbox.drain(lost)
  if (nextAt === null) break
  await delay(Math.max(1, (nextAt - now()) / job.speed))
}
await sender.close()
await store.close()
process.stdout.write(lost.aborted ? 'lost\n' : 'done\n')
process.exit(0)

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {})
}
