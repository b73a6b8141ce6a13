import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { canBeMet, type Watch, watchersOf } from '../../src/desk/watching.ts'
import { MANAGER, READER } from '../fakes/discord-desk.ts'
import { buttonsOf, CHANNEL, commandData, DeskRig, type Process, textOf } from './desk-rig.ts'

/** Places that are news here, so that two headlines need not be of one story. */
const PLACES = new Map([['terms.yaml', 'lists:\n  places:\n    about: Places\n    terms: [Geneva, Oslo, Vienna]\n']])
const OTHER = { ...READER, id: '600000000000000003', name: 'Other' }

describe('asked in Discord', () => {
  let rig: DeskRig
  let own: Process

  beforeEach(async () => {
    rig = await DeskRig.open('', PLACES)
    own = await rig.start()
  })
  afterEach(() => rig.close())
  const posted = () => rig.discord.messages(CHANNEL)
  const direct = (user: string) => rig.discord.messages(rig.discord.places.direct(user))
  const [TALKS, FLOOD] = ['Envoys meet in Geneva', 'Airport closes after flood in Oslo'] as const
  const tell = (title: string, over = {}) =>
    rig.tell(own, { title, summary: '', publishedAt: rig.now, firstSeenAt: rig.now, ...over })
  const settled = async () => {
    for (let round = 0; round < 3; round += 1) await own.bot.outbox.drain(new AbortController().signal)
  }

  test('an alert of the words names who watches them and pings nobody else, whatever its headline holds', async () => {
    assert.match(textOf(await rig.command('watch', { words: 'geneva ENVOYS' })), /Watching the words “geneva ENVOYS”/)
    await rig.command('watch', { words: 'storm' }, OTHER)
    await tell(`${TALKS} @everyone <@600000000000000003>`)
    await tell(FLOOD)
    const [first, second] = posted()
    assert.match(first?.content ?? '', /^<@600000000000000001> \w+ · Envoys/)
    assert.deepEqual(first?.allowed_mentions, { parse: [], users: ['600000000000000001'] })
    assert.deepEqual([second?.allowed_mentions, /<@/.test(second?.content ?? '')], [{ parse: [] }, false])
  })

  test('an edit of its card goes on naming them and pings nobody; ended, the next alert names nobody', async () => {
    await rig.command('watch', { words: 'in' })
    await rig.tell(own, 'Envoys of two countries meet in Geneva')
    await rig.tell(own, {
      title: 'Envoys of two countries meet in Geneva',
      id: 'again',
      keys: ['x'],
      outlet: 'Example Post',
    })
    const [card] = posted()
    assert.deepEqual([card?.edits, card?.allowed_mentions], [1, { parse: [] }])
    assert.match(card?.content ?? '', /^<@600000000000000001> /)
    const listed = await rig.command('watches')
    assert.match(textOf(listed), /1\\. the words “in”/)
    const [end] = buttonsOf(listed)
    assert.match(textOf(await rig.press(end?.custom_id ?? '', '1', OTHER)), /no longer on record/)
    assert.match(textOf(await rig.press(end?.custom_id ?? '', '1')), /No longer watched/)
    assert.match(textOf(await rig.command('watches')), /You watch nothing/)
    await tell(FLOOD)
    assert.deepEqual(posted()[1]?.allowed_mentions, { parse: [] })
  })

  test('by direct message it is told once, also by a process that began in between, and the channel names nobody', async () => {
    await rig.command('watch', { words: 'in', direct: true })
    rig.discord.faults.push({ kind: 'accept-reset' }, { kind: 'accept-reset' })
    await tell(TALKS)
    await own.end()
    own = await rig.start()
    await settled()
    rig.now += 120_000
    await settled()
    assert.deepEqual([posted().length, direct(READER.id).length], [1, 1])
    assert.match(direct(READER.id)[0]?.content ?? '', /Envoys meet in Geneva – you watch “in”$/)
    assert.deepEqual([direct(READER.id)[0]?.components, posted()[0]?.allowed_mentions], [undefined, { parse: [] }])
  })

  test('who takes no direct messages is named in the channel instead, and told why once; what comes later names them at once', async () => {
    rig.discord.places.shut.add(READER.id)
    await rig.command('watch', { words: 'in', direct: true })
    await tell(TALKS)
    await settled()
    const [card, instead] = posted()
    assert.deepEqual(instead?.allowed_mentions, { parse: [], users: [READER.id] })
    assert.match(instead?.content ?? '', /^<@600000000000000001> An alert that you watch/)
    assert.match(instead?.embeds?.[0]?.description ?? '', /Envoys meet in Geneva.*\n.*direct messages are closed/s)
    assert.deepEqual(instead?.message_reference, { message_id: card?.id, fail_if_not_exists: false })
    await tell(FLOOD)
    await settled()
    assert.deepEqual([posted().length, posted()[2]?.allowed_mentions], [3, { parse: [], users: [READER.id] }])
    // Opened again, a new watch is told directly.
    rig.discord.places.shut.clear()
    await rig.command('watch', { words: 'in', direct: true })
    const [asked] = ((await rig.store.fact('desk-watches')) as Watch[]).filter(one => one.direct)
    const at = asked?.at ?? 0
    await rig.store.saveFact('desk-direct-closed', { [READER.id]: at - 1 })
    await tell('Opera season sells out within minutes in Vienna')
    assert.equal(direct(READER.id).length, 1)
  })

  test('ten are as many as one may have; the same one twice is one, also asked by a process that ended in between', async () => {
    for (let at = 0; at < 9; at += 1) await rig.command('watch', { words: `word${at}` })
    rig.discord.desk.stuck = true
    const asked = rig.discord.ask(2, commandData('watch', { words: 'word9' }))
    await rig.until(() => asked.callback !== null)
    await own.end()
    rig.discord.desk.stuck = false
    own = await rig.start()
    assert.match(textOf(await rig.answered(asked)), /Watching/)
    assert.match(textOf(await rig.command('watch', { words: 'WORD9' })), /Watching/)
    assert.match(textOf(await rig.command('watch', { words: 'eleven' })), /10 things already/)
    assert.match(textOf(await rig.command('watch', { words: 'eleven' }, MANAGER)), /Watching/)
    assert.match(textOf(await rig.command('watch', { words: 'a', person: 'b' })), /one thing/)
    assert.match(textOf(await rig.command('watch', { person: 'Kim' }, MANAGER)), /never match/)
  })

  test('in quiet hours nobody is pinged', async () => {
    await rig.command('quiet', { from: '23:00', to: '05:00' }, MANAGER)
    await rig.command('watch', { words: 'in' })
    await tell(TALKS)
    assert.deepEqual([posted()[0]?.allowed_mentions, posted()[0]?.flags], [{ parse: [] }, 4096])
  })
})

const met: readonly (readonly [kind: Watch['kind'], value: string, title: string, met: boolean])[] = [
  ['words', 'talks Geneva', 'Geneva hosts new talks', true],
  ['words', 'talks Geneva', 'Geneva hosts a fair', false],
  ['words', 'kim', 'Kimchi makers strike', false],
  ['words', 'KIM', 'Kim arrives', true],
  ['words', '회담', '북미회담이 열린다', true],
  ['words', '!!', 'What!!', false],
  ['person', 'Ann Example', 'Envoy Ann Example lands', true],
  ['person', 'Ann Example', 'Joann Examples land', false],
]
for (const [kind, value, title, is] of met) {
  test(`a watch of the ${kind} "${value}" is ${is ? '' : 'not '}met by "${title}"`, () => {
    const watch: Watch = { id: 'w', by: '1', guildId: '2', kind, value, direct: false, at: 0, endedAt: null }
    const item = { title, summary: '', outlets: [], lists: () => new Set<string>(), spellingsOf: () => [] }
    assert.equal(canBeMet(watch, item) && watchersOf([watch], item).length === 1, is)
  })
}
