import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mutedBy } from '../../src/desk/muted.ts'
import {
  isQuiet,
  type Mute,
  pausedUntil,
  readSteering,
  standing,
  UNSTEERED,
  withMute,
  withoutMute,
} from '../../src/desk/steering.ts'

const HOUR = 3_600_000
const made = { askId: '1', by: '2', name: 'Manager', at: 0 }
const mute: Mute = { id: 'm', kind: 'outlet', value: 'A', label: 'A', until: null, made, undone: null }
const at = (time: string) => Date.parse(`2026-03-10T${time}Z`)

for (const [from, to, timeZone, time, quiet] of [
  ['22:00', '07:00', 'UTC', '23:30', true],
  ['22:00', '07:00', 'UTC', '06:59', true],
  ['22:00', '07:00', 'UTC', '07:00', false],
  ['22:00', '07:00', 'UTC', '12:00', false],
  ['09:00', '17:00', 'UTC', '09:00', true],
  ['09:00', '17:00', 'UTC', '17:00', false],
  ['22:00', '07:00', 'Asia/Seoul', '13:30', true],
  ['00:00', '07:00', 'Asia/Seoul', '15:00', true],
] as const) {
  test(`quiet from ${from} to ${to} in ${timeZone}: at ${time} UTC it is ${quiet ? '' : 'not '}quiet`, () => {
    const set = { from, to, timeZone, still: 'high', made } as const
    assert.equal(isQuiet({ ...UNSTEERED, quiet: set }, at(`${time}:00`)), quiet)
  })
}

test('a pause ends at its time, or stays until it is ended', () => {
  assert.equal(pausedUntil({ ...UNSTEERED, pause: { until: HOUR, made } }, HOUR - 1), HOUR)
  assert.equal(pausedUntil({ ...UNSTEERED, pause: { until: HOUR, made } }, HOUR), null)
  assert.equal(pausedUntil({ ...UNSTEERED, pause: { until: null, made } }, HOUR), Number.POSITIVE_INFINITY)
})

test('undone twice is undone by the first, and a new mute of the same thing takes the place of the old one', () => {
  const once = withoutMute(withMute(UNSTEERED, mute), 'm', made)
  const twice = withoutMute(once, 'm', { ...made, askId: '9' })
  assert.equal(twice.mutes[0]?.undone?.askId, '1')
  assert.deepEqual(
    standing(withMute(withMute(UNSTEERED, mute), { ...mute, id: 'n' }), 0).map(({ id }) => id),
    ['n'],
  )
})

const article = {
  title: '',
  summary: '',
  outlets: ['A', 'wire'],
  lists: () => new Set<string>(),
  spellingsOf: () => [],
}

for (const [title, person, spellings, muted] of [
  ['Ann Example speaks', 'Ann Example', [], true],
  ['ann EXAMPLE’s aide speaks', 'Ann Example', [], true],
  ['Joann Examples speaks', 'Ann Example', [], false],
  ['Example speaks', 'Ann Example', ['Example'], false],
  ['홍길동은 말했다', 'Hong Gil Dong', ['홍길동'], true],
] as const) {
  test(`"${title}" is ${muted ? '' : 'not '}of the muted person ${person}`, () => {
    const one = { ...mute, kind: 'person', value: person } as const
    assert.equal(mutedBy([one], { ...article, title, spellingsOf: () => spellings }) !== null, muted)
  })
}

test('an outlet is muted by its name in any case; another is not', () => {
  assert.equal(mutedBy([{ ...mute, value: 'a' }], article)?.id, 'm')
  assert.equal(mutedBy([{ ...mute, value: 'B' }], article), null)
})

test('whatever the store holds is read, and what cannot be read mutes nothing', () => {
  fc.assert(
    fc.property(fc.anything(), kept => {
      const steering = readSteering({ mutes: [kept], quiet: kept, pause: kept })
      standing(steering, 0)
      pausedUntil(steering, 0)
    }),
  )
})
