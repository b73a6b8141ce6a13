import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { StoreError } from '../../src/io/store/store.ts'
import { MANAGER } from '../fakes/discord-desk.ts'
import { buttonsOf, CHANNEL, commandData, DeskRig, type Process, textOf } from './desk-rig.ts'

let rig: DeskRig
let own: Process
let directory: string
let server: Server
let origin: string

/** A site whose front page names its feed. */
beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url !== '/feed')
      return void response.end('<html><link rel=alternate type=application/rss+xml href=/feed>')
    response.setHeader('content-type', 'application/rss+xml')
    const item =
      '<item><title>Envoys @everyone fly to Oslo</title><link>https://h.example/1</link><guid>1</guid></item>'
    response.end(`<rss version="2.0"><channel><title>Harbour Post</title>${item}</channel></rss>`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  rig = await DeskRig.open()
  directory = await mkdtemp(join(tmpdir(), 'backchannel-desk-'))
  for (const [name, text] of rig.files) await writeFile(join(directory, name), text)
  await allow('[127.0.0.1]')
  own = await rig.start({ directory })
})
afterEach(async () => {
  await rig.close()
  server.close()
  await rm(directory, { recursive: true })
})
const allow = (hosts: string) =>
  writeFile(
    join(directory, 'settings.yaml'),
    (rig.files.get('settings.yaml') ?? '').replace('articles: false', `articles: false, allowHosts: ${hosts}`),
  )
const posted = () => rig.discord.messages(CHANNEL).map(message => message.embeds?.[0]?.title ?? '')
const feeds = () => own.bot.world.decisions().feeds

test('a feed and a term are added from Discord up to the first alert, told to operators, and undone', async () => {
  assert.match(textOf(await rig.command('feed add', { url: origin })), /Manage Server/)
  const added = await rig.command('feed add', { url: origin, language: 'en' }, MANAGER)
  assert.match(textOf(added), /Done: the feed 127-0-0-1-feed-\w+ is added/)
  assert.match(textOf(added), /Harbour Post +\(the feed’s title\)/)
  assert.deepEqual(
    feeds().map(({ name }) => name),
    ['Example Wire', 'Harbour Post'],
  )
  assert.match(textOf(await rig.command('feed add', { url: `${origin}/feed` }, MANAGER)), /already there/)
  await rig.tell(own, 'Envoys fly to Oslo')
  assert.deepEqual(posted(), [])
  assert.match(
    textOf(await rig.command('term add', { list: 'places', term: 'Oslo' }, MANAGER)),
    /Done: the term "Oslo"/,
  )
  await rig.tell(own, 'Envoys land in Oslo')
  assert.deepEqual(posted(), ['Envoys land in Oslo'])
  for (const what of ['the feed 127', 'the term \\\\"Oslo\\\\" is added to places'])
    assert.ok(
      rig.lines.some(line => new RegExp(`notice.*Manager \\(600000000000000002\\).*in Discord: ${what}`).test(line)),
    )
  assert.match(textOf(await rig.command('undo', {}, MANAGER)), /Undone: the term "Oslo"/)
  await rig.tell(own, 'Envoys leave Oslo by ferry')
  assert.equal(posted().length, 1)
  const [, chosen] = await rig.completes('undo', 'change', '')
  assert.equal(chosen, undefined)
  const [undoAdd] = buttonsOf(added)
  assert.match(textOf(await rig.press(undoAdd?.custom_id ?? '', '1')), /Manage Server/)
  assert.match(textOf(await rig.press(undoAdd?.custom_id ?? '', '1', MANAGER)), /Undone: the feed/)
  assert.equal(feeds().length, 1)
  assert.match(textOf(await rig.command('undo', {}, MANAGER)), /nothing to undo/)
})

test('a feed is paused, asked again and removed; after a restart it is as it was left', async () => {
  await rig.command('feed add', { url: origin }, MANAGER)
  assert.deepEqual(await rig.completes('feed pause', 'feed', 'exa'), ['wire'])
  assert.match(textOf(await rig.command('feed pause', { feed: 'wire' }, MANAGER)), /wire is paused/)
  assert.match(textOf(await rig.command('feed pause', { feed: 'wire' }, MANAGER)), /already paused/)
  assert.match(textOf(await rig.command('feed list')), /2 feeds, 1 of them paused[\s\S]*`wire` – paused/)
  await own.end()
  own = await rig.start({ directory })
  assert.deepEqual(
    feeds().map(({ enabled }) => enabled),
    [false, true],
  )
  await rig.command('feed resume', { feed: 'wire' }, MANAGER)
  await rig.command('feed remove', { feed: 'Harbour Post' }, MANAGER)
  assert.deepEqual(
    feeds().map(({ id, enabled }) => [id, enabled]),
    [['wire', true]],
  )
  // The last feed cannot go: the configuration would not hold.
  assert.match(
    textOf(await rig.command('feed remove', { feed: 'wire' }, MANAGER)),
    /Nothing was changed[\s\S]*no feed is listed/,
  )
  assert.equal(feeds().length, 1)
})

test('what a bad change would break is said, and nothing of it is kept', async () => {
  const before = await rig.store.fact('desk-amendments')
  for (const [name, options, says] of [
    ['term remove', { list: 'places', term: 'Geneva' }, /Nothing was changed[\s\S]*places/],
    ['term remove', { list: 'places', term: 'Rome' }, /No such term/],
    ['term add', { list: 'place', term: 'Rome' }, /is it `places`/],
    ['term add', { list: 'places', term: 'Geneva' }, /already/],
    ['feed pause', { feed: 'nothing' }, /no such feed/],
    ['feed add', { url: 'file:///etc/passwd' }, /http\(s\) address/],
    ['feed add', { url: origin, language: '../x' }, /`language`/],
    ['undo', { change: 'nothing' }, /no longer there/],
  ] as const)
    assert.match(textOf(await rig.command(name, options, MANAGER)), says)
  assert.equal(await rig.store.fact('desk-amendments'), before)
})

test('a change of the rules is tried on what was read, and a button applies it once', async () => {
  await rig.tell(own, { title: 'Envoys fly to Oslo', url: 'https://h.example/oslo' }, 'Envoys meet in Geneva')
  const asked = { list: 'places', term: 'Oslo' }
  const tried = await rig.command('rule try', asked, MANAGER)
  assert.match(textOf(tried), /Of 2 reports of 30 days, 1 are alerted now; with this change it would be 2/)
  assert.match(textOf(tried), /newly: 1\*\*\n- \[Envoys fly to Oslo\]\(https:\/\/h\.example\/oslo\)/)
  assert.equal(own.bot.world.decisions().listsIn('Oslo', 'en').size, 0)
  const [apply] = buttonsOf(tried)
  assert.match(textOf(await rig.press(apply?.custom_id ?? '', '1')), /Manage Server/)
  for (const press of [1, 2])
    assert.match(textOf(await rig.press(apply?.custom_id ?? '', String(press), MANAGER)), /Done: the term "Oslo"/)
  assert.equal((await rig.completes('undo', 'change', '')).length, 1)
  assert.deepEqual(await rig.completes('term remove', 'term', 'e', { list: 'places' }), ['Geneva'])
  const when = 'title:@places and not title:envoys'
  const quieter = await rig.command('rule try', { rule: 'place', when }, MANAGER)
  assert.match(textOf(quieter), /no longer: 2\*\*\n- \[Envoys meet in Geneva/)
  await rig.press(buttonsOf(quieter)[0]?.custom_id ?? '', '1', MANAGER)
  await rig.tell(own, 'Envoys rest in Geneva', 'Geneva parliament votes new taxes on wine')
  const decided: boolean[] = []
  for await (const { verdict } of rig.store.archived(0)) decided.push(verdict.alert)
  assert.deepEqual(decided, [false, true, false, true])
  assert.match(textOf(await rig.command('rule try', { rule: 'place' }, MANAGER)), /Say one change to try/)
  const wrong = await rig.command('rule try', { rule: 'place', when: 'title:@nowhere and (' }, MANAGER)
  assert.match(textOf(wrong), /would not be valid[\s\S]*desk\/rules\.yaml:\d+:\d+/)
})

test('a private host stays refused whatever is typed', async () => {
  await allow('[]')
  await own.end()
  own = await rig.start({ directory })
  const { port } = server.address() as AddressInfo
  for (const url of [origin, `http://2130706433:${port}/feed`, `http://[::ffff:127.0.0.1]:${port}/feed`])
    for (const answer of [
      await rig.command('feed add', { url }, MANAGER),
      await rig.command('feed test', { feed: url }, MANAGER),
    ])
      assert.match(textOf(answer), /private|loopback|not public|allowHosts/i)
  assert.equal(feeds().length, 1)
})

test('/feed test says what a feed brings, for who may change things', async () => {
  assert.match(textOf(await rig.command('feed test', { feed: origin })), /Manage Server/)
  const answer = textOf(await rig.command('feed test', { feed: `${origin}/feed` }, MANAGER))
  assert.match(answer, /Harbour Post: 1 entries[\s\S]*0 of the newest 1 would be alerted/)
  assert.doesNotMatch(answer.replace(/```[\s\S]*```/, ''), /@everyone/)
})

test('a change that is asked for twice, by a process that ended in between, is one', async () => {
  rig.discord.desk.stuck = true
  const asked = rig.discord.ask(2, commandData('term add', { list: 'places', term: 'Oslo' }), MANAGER)
  await rig.until(() => rig.lines.some(line => line.includes('is added to places')))
  await own.end()
  rig.discord.desk.stuck = false
  own = await rig.start({ directory })
  assert.match(textOf(await rig.answered(asked)), /Done: the term "Oslo"/)
  assert.equal((await rig.completes('undo', 'change', '')).length, 1)
})

test('a change whose process has lost the lead is in force nowhere until who leads makes it', async () => {
  let lost = false
  const store = new Proxy(rig.store, {
    get(target, name) {
      if (name === 'saveFact' && lost)
        return async (fact: string, value: unknown) => {
          if (fact === 'desk-amendments') throw new StoreError('another process has taken over')
          await target.saveFact(fact, value)
        }
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  await own.end()
  own = await rig.start({ directory, store })
  const next = await rig.start({ directory, leads: false })
  await rig.command('term add', { list: 'places', term: 'Oslo' }, MANAGER)
  lost = true
  const asked = rig.discord.ask(2, commandData('feed pause', { feed: 'wire' }), MANAGER)
  await rig.until(() => rig.lines.some(line => line.startsWith('desk_failed')))
  assert.deepEqual(
    feeds().map(({ enabled }) => enabled),
    [true],
  )
  await own.desk.lead(false)
  lost = false
  await next.desk.lead(true)
  await rig.until(() => /Done: the feed wire is paused/.test(textOf(asked)))
  assert.ok(next.bot.world.decisions().listsIn('Oslo', 'en').has('places'))
  assert.deepEqual(
    next.bot.world.decisions().feeds.map(({ enabled }) => enabled),
    [false],
  )
})

test('a change that the files no longer hold is set aside, and counts again once they do', async () => {
  await rig.command('term add', { list: 'places', term: 'Oslo' }, MANAGER)
  await rig.command('feed pause', { feed: 'wire' }, MANAGER)
  await own.end()
  const text = rig.files.get('feeds.yaml') ?? ''
  await writeFile(join(directory, 'feeds.yaml'), text.replace('id: wire', 'id: other'))
  own = await rig.start({ directory })
  assert.ok(rig.lines.some(line => /desk_aside.*desk\/feeds\.yaml:\d+.*no feed \\"wire\\" to change/.test(line)))
  assert.deepEqual(
    feeds().map(({ id, enabled }) => [id, enabled]),
    [['other', true]],
  )
  assert.ok(own.bot.world.decisions().listsIn('Oslo', 'en').has('places'))
  await own.end()
  await writeFile(join(directory, 'feeds.yaml'), text)
  own = await rig.start({ directory })
  assert.deepEqual(
    feeds().map(({ enabled }) => enabled),
    [false],
  )
})
