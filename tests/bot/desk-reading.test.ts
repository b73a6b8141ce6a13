import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { WHY_THIS } from '../../src/desk/forms/forms.ts'
import { DAY0 } from '../fakes/records.ts'
import { buttonsOf, CHANNEL, DeskRig, type Process, shippedFiles, textOf } from './desk-rig.ts'

let rig: DeskRig
let process_: Process

beforeEach(async () => {
  rig = await DeskRig.open()
  process_ = await rig.start()
})
afterEach(() => rig.close())
const card = (at = 0) => rig.discord.messages(CHANNEL)[at]

test('a card has four buttons, and an edit of it keeps them', async () => {
  await rig.tell(process_, 'Envoys meet in Geneva for first talks')
  const labels = buttonsOf({ message: card() }).map(one => one.label)
  assert.deepEqual(labels, ['Why', 'Reports', 'Not relevant', 'Mute'])
})

test('Why, by button, by the menu of the message and by link, says which rule on which words', async () => {
  await rig.tell(process_, 'Envoys meet in Geneva for first talks')
  const [why] = buttonsOf({ message: card() })
  const id = card()?.id ?? ''
  const pressed = await rig.press(why?.custom_id ?? '', id)
  assert.equal(pressed.callback?.flags, 64)
  assert.match(textOf(pressed), /posted as talks by "place" on "Geneva"/)
  const menu = await rig.aboutMessage(WHY_THIS, id)
  assert.equal(textOf(menu), textOf(pressed))
  const link = `https://discord.com/channels/400000000000000001/${CHANNEL}/${id}`
  assert.equal(textOf(await rig.command('why', { message: link })), textOf(pressed))
  assert.equal(textOf(await rig.command('why')), textOf(pressed))
  assert.match(textOf(await rig.command('why', { message: '123456789012345678' })), /no alert of this bot/)
})

test('a search finds words, an outlet and a type, and its pages are turned by buttons, by another process as well', async () => {
  const items = Array.from({ length: 20 }, (_, at) => ({
    title: `Geneva report number ${at}`,
    publishedAt: rig.now - at * 60_000,
    firstSeenAt: rig.now,
    url: `https://a.example/${at}`,
    id: `item-${at}`,
    keys: [`guid:wire:${at}`],
  }))
  await rig.tell(process_, ...items)
  const found = await rig.command('search', { words: 'geneva REPORT' })
  assert.match(textOf(found), /20 found · page 1 of 3/)
  const [, older] = buttonsOf(found)
  await process_.end()
  process_ = await rig.start()
  const turned = await rig.press(older?.custom_id ?? '', found.id)
  assert.equal(turned.callback?.type, 6)
  assert.match(textOf(turned), /page 2 of 3/)
  assert.match(textOf(await rig.command('search', { words: 'geneva', outlet: 'nobody' })), /Nothing that was read/)
  assert.match(textOf(await rig.command('search', {})), /Say what to look for/)
  assert.match(textOf(await rig.command('search', { words: 'a', since: 'yesterday' })), /length of time/)
  assert.deepEqual(await rig.completes('search', 'outlet', 'exa'), ['Example Wire'])
})

test('a story is found by words, by its link and while it is typed, and its reports are listed', async () => {
  await rig.tell(process_, 'Envoys meet in Geneva for first talks')
  const told = await rig.command('story', { story: 'envoys geneva' })
  assert.match(textOf(told), /Envoys meet in Geneva/)
  assert.match(textOf(told), new RegExp(`discord.com/channels/\\d+/${CHANNEL}/${card()?.id}`))
  const [id = ''] = await rig.completes('story', 'story', 'envoys')
  assert.equal(textOf(await rig.command('story', { story: id })), textOf(told))
  const [, reports] = buttonsOf({ message: card() })
  assert.match(textOf(await rig.press(reports?.custom_id ?? '', card()?.id ?? '')), /1 report\n.*Example Wire/)
  assert.match(textOf(await rig.command('story', { story: 'nothing' })), /No story/)
})

test('/test-headline says what the rules say', async () => {
  assert.match(textOf(await rig.command('test-headline', { title: 'Envoys land in Geneva' })), /would be alerted:/)
  assert.match(textOf(await rig.command('test-headline', { title: 'Weather' })), /would not be alerted:/)
})

test('/upcoming has a calendar file, /digest a picture', async () => {
  const event = {
    what: 'Envoys meet',
    date: '2026-04-02',
    at: Date.UTC(2026, 3, 2),
    storyId: 's',
    title: 'T',
    url: null,
  }
  await rig.store.commit({
    deliveries: [],
    stories: [],
    events: [event],
    withdrawn: [],
    archive: [],
    seen: [],
    feed: null,
  })
  const upcoming = await rig.command('upcoming')
  assert.match(textOf(upcoming), /Thu 2 Apr – Envoys meet/)
  assert.deepEqual(upcoming.files, ['upcoming.ics'])
  const [file] = rig.discord.files
  assert.match(String(file?.bytes), /BEGIN:VEVENT\r\n[\s\S]*DTSTART;VALUE=DATE:20260402\r\nSUMMARY:Envoys meet\r\n/)
  const digest = await rig.command('digest', { days: 7 })
  assert.deepEqual(digest.files, ['digest.png'])
})

test('/upcoming links the report that names the day, whichever came last', async () => {
  const [first, second] = [
    'Envoys of the two Koreas will meet in Geneva on 2 April',
    'Envoys of the two Koreas will meet in Geneva soon',
  ]
  await rig.tell(process_, { title: first, id: 'a', keys: ['guid:wire:a'], url: 'https://a.example/a' })
  await rig.tell(process_, { title: second, id: 'b', keys: ['guid:wire:b'], url: 'https://a.example/b' })
  assert.match(textOf(await rig.command('story', { story: 'envoys' })), /a\.example\/b/)
  const upcoming = textOf(await rig.command('upcoming'))
  assert.match(upcoming, /Thu 2 Apr – .*\(\[.*on 2 April\]\(https:\/\/a\.example\/a\)\)/)
})

test('nothing of a headline pings, links or ends a block of code', async () => {
  const title = 'Geneva @everyone <@&1> [free](https://evil.example) ```js **x**'
  await rig.tell(process_, { title, outlet: '@here `x`', url: 'https://a.example/1' })
  const answers = [
    await rig.command('search', { words: 'geneva' }),
    await rig.command('story', { story: 'geneva' }),
    await rig.command('why'),
    await rig.command('test-headline', { title }),
  ]
  for (const answer of answers) {
    const message = answer.message as { allowed_mentions?: unknown } | null
    assert.deepEqual(message?.allowed_mentions, { parse: [] })
    const outside = textOf(answer).replace(/```[\s\S]*?```/g, '')
    assert.doesNotMatch(outside, /(?<!\\)@everyone|(?<!\\)<@&|(?<!\\)\]\(https:\/\/evil|```/)
  }
})

test('what is arranged and called off in one document is not coming', async () => {
  const shipped = await DeskRig.open('', shippedFiles())
  const own = await shipped.start()
  const published = (title: string, hours: number) => ({ title, publishedAt: DAY0 - hours * 3_600_000 })
  const arranged = published('US and North Korea to hold working-level talks in Stockholm on July 9', 2)
  const off = published('North Korea calls off Stockholm talks with US over joint drills', 1)
  await shipped.tell(own, arranged)
  assert.equal((await shipped.store.events(0)).length, 1)
  await shipped.close()
  const both = await DeskRig.open('', shippedFiles())
  await both.tell(await both.start(), arranged, off)
  assert.deepEqual(await both.store.events(0), [])
  await both.close()
})

test('a report that is read after what overtook it, and was published before, overtakes nothing and brings no meeting back', async () => {
  const shipped = await DeskRig.open('', shippedFiles())
  const own = await shipped.start()
  const published = (title: string, summary: string, hours: number, language = 'ko') => ({
    title,
    summary,
    language,
    publishedAt: DAY0 - hours * 3_600_000,
  })
  await shipped.tell(
    own,
    published('북미 실무협상 7월 9일 스톡홀름서 개최', '미 국무부는 실무협상이 9일 스톡홀름에서 열린다고 밝혔다.', 5),
    published('북한, 한미훈련 이유로 스톡홀름 북미 실무협상 취소 통보', '북한은 실무협상에 불참하겠다고 밝혔다.', 2),
  )
  const summary = 'The State Department said its envoy will lead the US delegation to the talks in Stockholm.'
  const late = 'US and North Korea to hold working-level talks in Stockholm on July 9'
  await shipped.tell(own, published(late, summary, 6, 'en'))
  const titles = shipped.discord.messages(CHANNEL).map(({ embeds }) => embeds?.[0]?.title ?? '')
  assert.deepEqual(
    titles.filter(title => title.includes('취소') && title.includes('[')),
    [],
  )
  assert.deepEqual(await shipped.store.events(0), [])
  await shipped.close()
})
