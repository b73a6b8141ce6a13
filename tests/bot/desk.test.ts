import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { StoreError } from '../../src/io/store/store.ts'
import { GUILD_ID } from '../fakes/discord.ts'
import { CHANNEL, commandData, DeskRig, textOf } from './desk-rig.ts'

let rig: DeskRig

beforeEach(async () => {
  rig = await DeskRig.open()
})
afterEach(() => rig.close())
test('commands are registered for the server at start, and not again while they are the same', async () => {
  const first = await rig.start()
  await rig.until(() => rig.discord.desk.commands.get(GUILD_ID) !== undefined)
  assert.ok(rig.discord.desk.commands.get(GUILD_ID)?.some(one => one.name === 'status'))
  await first.end()
  await rig.start()
  await delay(100)
  assert.equal(rig.discord.desk.registrations, 1)
})

test('/status is answered for its asker alone, or for all where it is shared', async () => {
  await rig.start()
  const asked = await rig.command('status')
  assert.deepEqual([asked.callback?.type, asked.callback?.flags], [5, 64])
  assert.match(textOf(asked), /Feeds\*\* 1 of 1 are read/)
  const shared = await rig.command('status', { share: true })
  assert.equal(shared.callback?.flags, 0)
})

test('an ask that the gateway says twice is answered once', async () => {
  await rig.start()
  const asked = rig.discord.ask(2, commandData('status'))
  rig.discord.gateway.repeat()
  await rig.answered(asked)
  rig.discord.gateway.repeat()
  await delay(50)
  assert.equal(asked.edits, 1)
  assert.equal(rig.discord.requests.filter(one => one.includes('/callback')).length, 1)
})

test('a server to which the bot does not post is told nothing', async () => {
  await rig.start()
  const asked = rig.discord.ask(2, commandData('status'), undefined, { guild_id: '400000000000000009' })
  assert.match(textOf(await rig.answered(asked)), /posts to another server/)
})

test('a bot that was let in without its commands says which link grants them', async () => {
  rig.discord.desk.forbidden = true
  await rig.start()
  await rig.until(() => rig.lines.some(line => line.includes('scope=bot+applications.commands')))
})

test('a process that ends between beginning and answer leaves it to the next one', async () => {
  const first = await rig.start()
  // The first process gets no further than the beginning: Discord does not take its answer.
  rig.discord.desk.stuck = true
  const asked = rig.discord.ask(2, commandData('status'))
  await rig.until(() => asked.callback !== null)
  await first.end()
  assert.equal(asked.message, null)
  rig.discord.desk.stuck = false
  await rig.start()
  assert.match(textOf(await rig.answered(asked)), /Feeds/)
  // It is answered: a third process finds nothing to do.
  await rig.start()
  await delay(50)
  assert.equal(asked.edits, 1)
})

test('the lead is lost between beginning and answer: who leads then answers', async () => {
  const first = await rig.start()
  const second = await rig.start({ leads: false })
  rig.discord.desk.stuck = true
  const asked = rig.discord.ask(2, commandData('status'))
  await rig.until(() => asked.callback !== null)
  await first.desk.lead(false)
  rig.discord.desk.stuck = false
  await second.desk.lead(true)
  assert.match(textOf(await rig.answered(asked)), /Feeds/)
})

test('who stands by leaves the answer to who leads', async () => {
  await rig.start()
  await rig.start({ leads: false })
  const asked = await rig.command('status')
  await delay(150)
  assert.equal(asked.edits, 1)
  assert.match(textOf(asked), /Feeds/)
})

test('where nobody leads, who stands by says so', async () => {
  await rig.start({ leads: false })
  assert.match(textOf(await rig.command('status')), /stands by/)
})

test('an answer that is too late to begin is left', async () => {
  const { desk } = await rig.start()
  const asked = rig.discord.ask(2, commandData('status'))
  rig.discord.desk.interactions.delete(asked.id)
  await rig.until(() => rig.lines.some(line => line.startsWith('desk_late')))
  assert.equal(asked.edits, 0)
  await rig.nothingPending()
  assert.ok(desk)
  assert.ok(!rig.lines.join('\n').includes(asked.token))
})

test('with the desk off nothing is registered and every ask is told so', async () => {
  await rig.close()
  rig = await DeskRig.open('desk: off\n')
  await rig.start()
  assert.match(textOf(await rig.command('status')), /switched off/)
  assert.equal(rig.discord.desk.registrations, 0)
})

test('an answer that a rate limit holds back comes later, and a card is posted meanwhile', async () => {
  const own = await rig.start()
  rig.discord.desk.limited = 3
  const asked = rig.discord.ask(2, commandData('status'))
  await rig.until(() => asked.callback !== null)
  await rig.tell(own, 'Envoys meet in Geneva')
  assert.equal(rig.discord.messages(CHANNEL).length, 1)
  assert.match(textOf(await rig.answered(asked)), /Feeds/)
})

test('while the memory does not answer that is said, and the answer comes once it does', async () => {
  let away = true
  const store = new Proxy(rig.store, {
    get(target, name) {
      if (name === 'pollStates' && away) return () => Promise.reject(new StoreError('away'))
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  await rig.start({ store })
  const asked = await rig.command('status')
  assert.match(textOf(asked), /memory does not answer at the moment/)
  away = false
  assert.match(textOf(await rig.answered(asked, 2)), /Feeds/)
})

test('many ask at once, and each is answered once', async () => {
  await rig.start()
  const asks = Array.from({ length: 60 }, () => rig.discord.ask(2, commandData('status')))
  await Promise.all(asks.map(one => rig.answered(one)))
  assert.ok(asks.every(one => one.edits === 1 && one.callback !== null))
  await rig.nothingPending()
})
