import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { feedbackOf } from '../../src/desk/feedback.ts'
import { MANAGER } from '../fakes/discord-desk.ts'
import { DAY } from '../fakes/records.ts'
import { buttonsOf, CHANNEL, DeskRig, type Process, selectOf, textOf } from './desk-rig.ts'

const TERMS = 'lists:\n  places:\n    about: Places\n    terms: [Geneva, Vienna, Hanoi]\n'
const PLACES = new Map([['terms.yaml', TERMS]])

let rig: DeskRig
let own: Process

beforeEach(async () => {
  rig = await DeskRig.open('', PLACES)
  own = await rig.start()
})
afterEach(() => rig.close())
async function kept(): Promise<readonly string[]> {
  const names: string[] = []
  for await (const one of rig.store.archived(0)) names.push(...feedbackOf(one).map(({ name }) => name))
  return names
}

test('"Not relevant" is kept with the report, once for each reader, and can be taken back', async () => {
  await rig.tell(own, 'Envoys meet in Geneva for first talks')
  const card = rig.discord.messages(CHANNEL)[0]
  const press = buttonsOf({ message: card }).find(one => one.label === 'Not relevant')?.custom_id ?? ''
  const thanks = await rig.press(press, card?.id ?? '')
  assert.match(textOf(thanks), /Noted as not relevant: Envoys meet/)
  await rig.press(press, card?.id ?? '')
  await rig.press(press, card?.id ?? '', MANAGER)
  assert.deepEqual(await kept(), ['Reader', 'Manager'])
  assert.match(textOf(await rig.press(buttonsOf(thanks)[0]?.custom_id ?? '', '1')), /Taken back/)
  assert.deepEqual(await kept(), ['Manager'])
})

test('two readers who say it at the same time both count', async () => {
  await rig.tell(own, 'Envoys meet in Geneva for first talks')
  const card = rig.discord.messages(CHANNEL)[0]
  const press = buttonsOf({ message: card }).find(one => one.label === 'Not relevant')?.custom_id ?? ''
  await Promise.all([rig.press(press, card?.id ?? ''), rig.press(press, card?.id ?? '', MANAGER)])
  assert.deepEqual((await kept()).toSorted(), ['Manager', 'Reader'])
})

/** The list by which a report of a card is said to be of another story, opened for its only report. */
async function asked(at: number, by?: typeof MANAGER) {
  const card = rig.discord.messages(CHANNEL)[at]
  const press = buttonsOf({ message: card }).find(one => one.label === 'Reports')?.custom_id ?? ''
  const reports = selectOf(await rig.press(press, card?.id ?? '', by))
  const which = await rig.choose(reports.custom_id, reports.options[0]?.value ?? '', '1', by)
  return { title: reports.options[0]?.label, list: selectOf(which) }
}

async function said(): Promise<readonly unknown[]> {
  const all: unknown[] = []
  for await (const one of rig.store.archived(0))
    for (const each of feedbackOf(one))
      if (each.says === 'other-story') all.push([one.item.title, each.name, each.title])
  return all
}

const MEETING = { title: 'Envoys meet in Geneva for first talks', summary: 'They spoke for two hours.' }
const FLOODS = { title: 'Vienna airport shuts as rivers rise', summary: 'Flights are diverted, and roads stay closed.' }
const DINNER = {
  title: 'Hanoi zoo welcomes panda',
  summary: 'A cook wept.',
}

/** A day after the last one, so that few words in common make no story of two. */
async function tellLater(one: { readonly title: string; readonly summary: string }): Promise<void> {
  rig.now += DAY
  await rig.tell(own, { ...one, publishedAt: rig.now, firstSeenAt: rig.now })
}

test('"Belongs to another story" is kept with the report, the last word of each reader', async () => {
  for (const one of [MEETING, FLOODS, DINNER]) await tellLater(one)
  const { title, list } = await asked(2)
  assert.equal(title, DINNER.title)
  assert.deepEqual(
    list.options.map(one => one.label),
    [FLOODS.title, MEETING.title, 'A story of its own'],
  )
  const first = await rig.choose(list.custom_id, list.options[0]?.value ?? '', '1')
  assert.match(
    textOf(first),
    /belongs to “Vienna airport.*stays as it is: someone who manages the server can move its card/,
  )
  await rig.choose(list.custom_id, list.options[2]?.value ?? '', '1')
  assert.deepEqual(await said(), [[title, 'Reader', 'a story of its own']])
})

test('who may manage the server puts its card into the thread, where its next report leaves it; what others go on from stays', async () => {
  for (const one of [MEETING, FLOODS, DINNER]) await tellLater(one)
  const { list } = await asked(1, MANAGER)
  const geneva = list.options.find(one => one.label === MEETING.title)?.value ?? ''
  const moved = await rig.choose(list.custom_id, geneva, '1', MANAGER)
  assert.match(textOf(moved), /is in that thread from now on/)
  const timeline = async () => textOf(await rig.command('story', { story: 'rivers' }))
  assert.match(await timeline(), /Envoys meet[\s\S]*Vienna airport/)
  await rig.tell(own, { ...FLOODS, url: 'https://b.example/', outlet: 'Other Wire', id: 'other', keys: ['guid:b:1'] })
  assert.match(await timeline(), /Envoys meet[\s\S]*Vienna airport[\s\S]*Other Wire/)
  const root = await asked(0, MANAGER)
  const hanoi = root.list.options.find(one => one.label === DINNER.title)?.value ?? ''
  const stays = await rig.choose(root.list.custom_id, hanoi, '1', MANAGER)
  assert.match(textOf(stays), /stays as it is: other cards continue its card/)
})

test('of two proposals for the rules the second is asked for anew; what was made on another is undone first; one that does not hold is refused', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'feedback-'))
  for (const [name, text] of rig.files) await writeFile(join(directory, name), text)
  await own.end()
  const none = { count: 0, examples: [] }
  let rules = ['title:zoo', 'title:airport', 'title:@nothing']
  rig.propose = async ({ judged }) => {
    const changes = rules.map(when => ({
      file: 'rules.yaml',
      yaml: `unless: { own: '${when}' }\n`,
      says: `not ${when}`,
    }))
    const items = judged.map(({ id }, at) => {
      const [change] = changes.slice(at)
      const proposals = change === undefined ? [] : [{ change, quiets: [id], silences: none, loses: none }]
      return { kind: 'proposals', id, proposals } as const
    })
    return { items, alerts: 0, core: 0 }
  }
  own = await rig.start({ directory })
  for (const one of [MEETING, FLOODS, DINNER]) await tellLater(one)
  for (const card of rig.discord.messages(CHANNEL)) {
    const press = buttonsOf({ message: card }).find(one => one.label === 'Not relevant')
    await rig.press(press?.custom_id ?? '', card.id)
  }
  const apply = async (at: number) => {
    const buttons = buttonsOf(await rig.command('feedback', {}, MANAGER))
    return textOf(await rig.press(buttons[at]?.custom_id ?? '', '1', MANAGER))
  }
  const first = buttonsOf(await rig.command('feedback', {}, MANAGER))
  assert.deepEqual(
    first.map(one => one.label),
    ['Apply 1', 'Apply 2', 'Apply 3'],
  )
  assert.match(textOf(await rig.press(first[2]?.custom_id ?? '', '1', MANAGER)), /Nothing was changed[\s\S]*nothing/)
  assert.match(textOf(await rig.press(first[0]?.custom_id ?? '', '1', MANAGER)), /Done: not title/)
  assert.match(textOf(await rig.press(first[1]?.custom_id ?? '', '1', MANAGER)), /before the configuration was changed/)
  assert.match(await apply(1), /Done: not title/)
  const [last = '', before = ''] = await rig.completes('undo', 'change', '')
  assert.match(textOf(await rig.command('undo', { change: before }, MANAGER)), /undo first: not title:airport/)
  // The same as one that stands is not applied twice.
  assert.match(await apply(1), /Done/)
  assert.equal((await rig.completes('undo', 'change', '')).length, 2)
  for (const change of [last, before])
    assert.match(textOf(await rig.command('undo', { change }, MANAGER)), /Undone: not title/)
  rules = []
  assert.deepEqual(buttonsOf(await rig.command('feedback', {}, MANAGER)), [])
  await rm(directory, { recursive: true })
})

test('what a reader finds not relevant is proposed away, applied by a button, and told again once that is undone', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'feedback-'))
  for (const [name, text] of rig.files) await writeFile(join(directory, name), text)
  await own.end()
  own = await rig.start({ directory })
  const told = () => rig.discord.messages(CHANNEL).map(({ embeds }) => embeds?.[0]?.title ?? '')
  await rig.tell(own, FLOODS)
  assert.match(textOf(await rig.command('search', { words: 'vienna' })), /Vienna airport shuts/)
  assert.match(textOf(await rig.command('story', { story: 'rivers' })), /Vienna airport shuts/)
  const card = rig.discord.messages(CHANNEL)[0]
  const labelled = (label: string) => buttonsOf({ message: card }).find(one => one.label === label)?.custom_id ?? ''
  assert.match(textOf(await rig.press(labelled('Why'), card?.id ?? '')), /place/)
  await rig.press(labelled('Not relevant'), card?.id ?? '')
  assert.match(textOf(await rig.command('feedback')), /needs the permission/)
  const answer = await rig.command('feedback', {}, MANAGER)
  assert.match(textOf(answer), /Vienna airport shuts[\s\S]*does not count[\s\S]*silences 0 of 0 other alerts/)
  assert.deepEqual(answer.files, ['proposals.txt'])
  const [apply] = buttonsOf(answer)
  assert.match(textOf(await rig.press(apply?.custom_id ?? '', '1')), /Manage Server/)
  assert.deepEqual(await rig.store.fact('desk-amendments'), null)
  for (const press of ['1', '2'])
    assert.match(
      textOf(await rig.press(apply?.custom_id ?? '', press, MANAGER)),
      /Done: .*does not count in "Vienna airport"/,
    )
  assert.equal((await rig.completes('undo', 'change', '')).length, 1)
  await tellLater({ title: 'Vienna airport shuts its lounge', summary: 'Painters came.' })
  await tellLater({ ...DINNER })
  assert.deepEqual(told(), [FLOODS.title, DINNER.title])
  // Asked anew, with what was changed in Discord: it is quiet already.
  assert.match(textOf(await rig.command('feedback', {}, MANAGER)), /no longer alert it/)
  assert.match(textOf(await rig.command('undo', {}, MANAGER)), /Undone: "Vienna"/)
  await tellLater({ title: 'Vienna airport shuts its car park', summary: 'A crane fell.' })
  assert.equal(told().length, 3)
  await rm(directory, { recursive: true })
})
