import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { ConfigWatch } from '../../src/bot/reload/config-watch.ts'
import { runUntil } from '../../src/bot/run.ts'
import { StoreError } from '../../src/io/store/store.ts'
import { MANAGER, READER } from '../fakes/discord-desk.ts'
import { makeItem } from '../fakes/records.ts'
import { buttonsOf, CHANNEL, commandData, DeskRig, type Process, shippedFiles, textOf } from './desk-rig.ts'

let rig: DeskRig
let own: Process

beforeEach(async () => {
  rig = await DeskRig.open('desk: { role: "600000000000000777" }\n')
  own = await rig.start()
})
afterEach(() => rig.close())
const posted = () => rig.discord.messages(CHANNEL).map(message => message.embeds?.[0]?.title ?? '')
const outcomes = async () => {
  const found: string[] = []
  for await (const { outcome } of rig.store.archived(0)) found.push(outcome)
  return found
}

test('who may not manage the server changes nothing and is told what would let them', async () => {
  for (const name of ['mute', 'quiet', 'pause', 'resume'])
    assert.match(textOf(await rig.command(name, { outlet: 'x' })), /“Manage Server” or the role <@&600000000000000777>/)
  assert.equal(await rig.store.fact('desk-steering'), null)
})

test('the role of settings.yaml may change things, and operators read of it in the log', async () => {
  const by = { ...READER, roles: ['600000000000000777'] }
  assert.match(textOf(await rig.command('pause', { for: '2h' }, by)), /Nothing is sent until/)
  assert.ok(
    rig.lines.some(line =>
      /notice.*Reader \(600000000000000001\) in Discord: paused until \d{4}-\d\d-\d\d \d\d:\d\d UTC/.test(line),
    ),
  )
})

for (const [kind, value, title] of [
  ['outlet', 'Example Wire', 'Envoys meet in Geneva'],
  ['list', 'places', 'Envoys meet in Geneva'],
  ['person', 'Ann Example', 'Ann Example lands in Geneva'],
] as const) {
  test(`what is of a muted ${kind} is recorded with a named reason and not posted; undone, the next is posted`, async () => {
    const muted = await rig.command('mute', { [kind]: value, for: '6h' }, MANAGER)
    assert.match(textOf(muted), new RegExp(`Muted: the ${kind} "${value}", until <t:`))
    await rig.tell(own, title)
    assert.deepEqual(posted(), [])
    assert.match(
      (await outcomes()).join(),
      new RegExp(`recorded, not posted: the ${kind} "${value}" is muted until .* \\(by Manager`),
    )
    const listed = await rig.command('mutes')
    assert.match(textOf(listed), new RegExp(`1\\\\. the ${kind} "${value}"`))
    const [undo] = buttonsOf(listed)
    assert.match(textOf(await rig.press(undo?.custom_id ?? '', '1')), /Manage Server/)
    assert.match(textOf(await rig.press(undo?.custom_id ?? '', '1', MANAGER)), /No longer muted/)
    assert.match(textOf(await rig.command('mutes')), /Nothing is muted/)
    await rig.tell(own, `${title} once more after the storm`)
    assert.equal(posted().length, 1)
  })
}

test('a mute ends by itself', async () => {
  await rig.command('mute', { outlet: 'Example Wire', for: '6h' }, MANAGER)
  rig.now += 7 * 3_600_000
  await rig.tell(own, 'Envoys meet in Geneva')
  assert.equal(posted().length, 1)
})

test('Mute on a card mutes its story for a day: its next event is recorded, another story is told', async () => {
  await rig.close()
  rig = await DeskRig.open('', shippedFiles())
  own = await rig.start()
  const told = { summary: '', publishedAt: rig.now }
  await rig.tell(own, { ...told, id: 'a', title: 'North Korea and US agree to hold talks in Geneva in June' })
  const card = rig.discord.messages(CHANNEL)[0]
  const mute = buttonsOf({ message: card }).at(-1)
  assert.match(textOf(await rig.press(mute?.custom_id ?? '', card?.id ?? '')), /Manage Server/)
  assert.match(textOf(await rig.press(mute?.custom_id ?? '', card?.id ?? '', MANAGER)), /Muted: the story "North Korea/)
  await rig.tell(own, { ...told, id: 'b', title: 'North Korea calls off talks with US in Geneva' })
  await rig.tell(own, { ...told, id: 'c', title: 'US imposes sanctions on North Korean shipping companies' })
  assert.equal(posted().length, 2, (await outcomes()).join('; '))
  assert.match((await outcomes()).join('; '), /recorded, not posted: the story "North Korea and US agree/)
})

test('a mute that is asked for twice, by a process that ended in between, is one', async () => {
  rig.discord.desk.stuck = true
  const asked = rig.discord.ask(2, commandData('mute', { outlet: 'Example Wire' }), MANAGER)
  await rig.until(() => rig.lines.some(line => line.includes('muted until')))
  await own.end()
  rig.discord.desk.stuck = false
  own = await rig.start()
  assert.match(textOf(await rig.answered(asked)), /Muted/)
  assert.equal(buttonsOf(await rig.command('mutes')).length, 1)
})

test('two that are made at the same time both stand', async () => {
  const asks = ['A', 'B', 'C'].map(outlet => rig.discord.ask(2, commandData('mute', { outlet }), MANAGER))
  await Promise.all(asks.map(one => rig.answered(one)))
  assert.equal(buttonsOf(await rig.command('mutes')).length, 3)
})

test('a pause that the memory takes late undoes no later resume', async () => {
  await own.end()
  let away = true
  const store = new Proxy(rig.store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]) =>
        away && name === 'saveFact' && given[0] === 'desk-steering'
          ? Promise.reject(new StoreError('away'))
          : member.apply(target, given)
    },
  })
  own = await rig.start({ store })
  const late = await rig.command('pause', { for: 'ever' }, MANAGER)
  assert.match(textOf(late), /memory does not answer/)
  away = false
  assert.match(textOf(await rig.command('resume', {}, MANAGER)), /What waits is sent/)
  assert.match(textOf(await rig.answered(late, 2)), /a later command has decided that already/)
  assert.doesNotMatch(textOf(await rig.command('status')), /paused/i)
})

test('one thing at a time can be muted, for a length of time, and of lists those there are', async () => {
  assert.match(textOf(await rig.command('mute', {}, MANAGER)), /one thing/)
  assert.match(textOf(await rig.command('mute', { outlet: 'a', list: 'places' }, MANAGER)), /one thing/)
  assert.match(textOf(await rig.command('mute', { outlet: 'a', for: 'long' }, MANAGER)), /length of time/)
  assert.match(textOf(await rig.command('mute', { list: 'nothing' }, MANAGER)), /no such list/)
  assert.deepEqual(await rig.completes('mute', 'list', 'pl'), ['places'])
})

test('in quiet hours a message comes without a sound', async () => {
  assert.match(
    textOf(await rig.command('quiet', { from: '23:00', to: '05:00' }, MANAGER)),
    /Quiet from 23:00 to 05:00 \(UTC\)/,
  )
  await rig.tell(own, 'Envoys meet in Geneva')
  assert.equal(rig.discord.messages(CHANNEL)[0]?.flags, 4096)
  assert.match(textOf(await rig.command('status')), /Quiet from 23:00/)
  await rig.command('quiet', { from: 'off' }, MANAGER)
  assert.match(textOf(await rig.command('quiet', {}, MANAGER)), /no quiet hours/)
  assert.match(textOf(await rig.command('quiet', { from: '25:00', to: '07:00' }, MANAGER)), /two times of day/)
  assert.match(textOf(await rig.command('quiet', { from: '22:00', to: '07:00', zone: 'Mars' }, MANAGER)), /time zone/)
  assert.deepEqual(await rig.completes('quiet', 'zone', 'seoul'), ['Asia/Seoul'])
})

test('in quiet hours an alert of priority high may keep its sound, and no other does', async () => {
  const rules =
    'rules:\n  - name: vienna\n    when: title:vienna\n    type: talks\n    priority: high\n  - name: place\n    when: title:@places\n    type: talks\n'
  const other = await DeskRig.open('', new Map([['rules.yaml', rules]]))
  const process_ = await other.start()
  await other.command('quiet', { from: '23:00', to: '05:00', still: 'high' }, MANAGER)
  await other.tell(process_, 'Envoys meet in Geneva')
  await other.tell(process_, 'Rivers shut the airport of Vienna')
  assert.deepEqual(
    other.discord.messages(CHANNEL).map(({ flags }) => flags ?? 0),
    [4096, 0],
  )
  await other.close()
})

test('paused, a story waits in the store, also over a restart; resumed, it is sent', async () => {
  await rig.command('pause', { for: 'ever' }, MANAGER)
  await own.end()
  own = await rig.start()
  rig.items = [makeItem('a', { feedId: 'wire', title: 'Envoys meet in Geneva' })]
  const stop = new AbortController()
  const running = runUntil(
    {
      bot: own.bot,
      desk: own.desk,
      config: {
        reload: async () => ({ kind: 'unchanged' }),
        observe: async () => {},
        aside: [],
      } as unknown as ConfigWatch,
      rounds: { begin() {}, report() {}, end() {} },
      looked: () => {},
      beat: () => {},
      wakeBy: () => async () => {},
    },
    stop.signal,
  )
  const open = async () => (await rig.store.openDeliveries()).length
  for (let tries = 0; tries < 400 && (await open()) === 0; tries += 1) await delay(10)
  assert.match(textOf(await rig.command('status')), /Paused\*\* until \/resume/)
  assert.deepEqual([posted(), await open()], [[], 1])
  assert.match(textOf(await rig.command('resume', {}, MANAGER)), /What waits is sent/)
  await rig.until(() => posted().length === 1)
  stop.abort()
  await running
})
