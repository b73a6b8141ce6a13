import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FORMS, type Part } from '../../src/config/layers/layer-forms.ts'
import { merge } from '../../src/config/layers/merge.ts'
import { fromAt, isBlock } from '../../src/config/layers/traced.ts'

/** As a file's data: with the usual prototype. */
const block = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
  fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true })
const part = fc.constantFrom(...(Object.keys(FORMS) as Part[]))
const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor')
const text = fc.constantFrom('x', 'y', 'z')
const texts = fc.array(fc.oneof(text, name), { maxLength: 3 })
const entry = block(
  fc.constantFrom('id', 'name', 'term', 'url', 'side', 'also', 'about', 'terms', 'remove'),
  fc.oneof(text, texts),
)
const inner = fc.oneof(block(name, fc.oneof(entry, text)), fc.array(fc.oneof(entry, text), { maxLength: 4 }), text)
/** Files of any shape, mostly such as are met. */
const file = fc.oneof(
  block(fc.constantFrom('feeds', 'people', 'rules', 'lists', 'unless', 'types', 'remove', 'disable', 'keep'), inner),
  fc.jsonValue(),
)

type Path = readonly (string | number)[]

function leavesOf(value: unknown, path: Path = []): readonly (readonly [Path, unknown])[] {
  const steps: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((one, index) => [index, one] as const)
    : isBlock(value)
      ? Object.entries(value)
      : []
  return steps.length === 0 ? [[path, value]] : steps.flatMap(([step, one]) => leavesOf(one, [...path, step]))
}

const valueAt = (data: unknown, path: Path) =>
  path.reduce<unknown>((value, step) => Object.getOwnPropertyDescriptor(value ?? {}, step)?.value, data)

test('whatever is merged, each value stands where it is said to: in that layer, at that place', () => {
  fc.assert(
    fc.property(part, fc.array(file, { minLength: 1, maxLength: 3 }), (of, layers) => {
      const { merged } = merge(layers, FORMS[of])
      for (const [path, value] of leavesOf(merged.value)) {
        // What is empty may be what is left of more.
        if (typeof value === 'object' && value !== null) continue
        const from = fromAt(merged.from, path)
        assert.deepEqual(valueAt(layers[from.layer], from.path), value)
      }
    }),
  )
})

test('a layer that says nothing changes nothing, and one that is put on twice is as once', () => {
  fc.assert(
    fc.property(part, block(fc.constantFrom('feeds', 'people', 'rules', 'lists', 'keep'), inner), (of, base) => {
      assert.deepEqual(merge([base, {}], FORMS[of]).merged.value, base)
    }),
  )
  fc.assert(
    fc.property(block(name, block(name, text)), block(name, block(name, text)), (base, own) => {
      const once = merge([base, own], FORMS.settings).merged.value
      assert.deepEqual(merge([base, own, own], FORMS.settings).merged.value, once)
    }),
  )
})

test('layers stand on one another in their order: a third changes what the second added, and names what the second left out', () => {
  const shipped = {
    feeds: [
      { id: 'a', url: '1' },
      { id: 'b', url: '2' },
    ],
  }
  const own = { feeds: [{ id: 'c', url: '3' }], remove: ['a'] }
  const kept = {
    feeds: [
      { id: 'c', enabled: false },
      { id: 'a', enabled: false },
    ],
  }
  const { merged, gone } = merge([shipped, own, kept], FORMS.feeds)
  assert.deepEqual(merged.value, {
    feeds: [
      { id: 'b', url: '2' },
      { id: 'c', url: '3', enabled: false },
    ],
  })
  assert.deepEqual(
    gone.map(({ from, what }) => [from.layer, from.path.join('/'), what]),
    [[2, 'feeds/1', 'there is no feed "a" to change']],
  )
})
