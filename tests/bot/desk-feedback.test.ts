import assert from 'node:assert/strict'
import { after, afterEach, beforeEach, test } from 'node:test'
import { feedbackOf } from '../../src/desk/feedback.ts'
import { MANAGER } from '../fakes/discord-desk.ts'
import { buttonsOf, CHANNEL, DeskRig, type Process, textOf } from './desk-rig.ts'

let rig: DeskRig
let own: Process

beforeEach(async () => {
  rig = await DeskRig.open()
  own = await rig.start()
})
afterEach(() => rig.close())
// A client that was never greeted goes on trying (discord.js 14.28), as nothing does once the program has ended.
after(() => void setTimeout(() => process.exit(), 2000).unref())

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
