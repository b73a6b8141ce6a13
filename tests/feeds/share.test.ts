import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ownerOf, Shares } from '../../src/feeds/schedule/share.ts'
import { makePollState } from '../fakes/records.ts'

const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 })
const host = fc.domain()

test('every host has one owner of those that there are, whatever their order', () => {
  fc.assert(
    fc.property(names, host, (all, one) => {
      const owner = ownerOf(one, all)
      assert.ok(owner !== null && all.includes(owner))
      assert.equal(ownerOf(one, [...all].reverse()), owner)
    }),
  )
})

test('one that comes takes hosts for itself alone, and one that goes leaves all other hosts where they are', () => {
  fc.assert(
    fc.property(names, fc.string({ minLength: 1 }), host, (all, newcomer, one) => {
      fc.pre(!all.includes(newcomer))
      const [before, after] = [ownerOf(one, all), ownerOf(one, [...all, newcomer])]
      assert.ok(after === before || after === newcomer)
    }),
  )
})

test('of many hosts each of three has its share', () => {
  const owners = Array.from({ length: 3000 }, (_, index) => ownerOf(`host-${index}.example`, ['a', 'b', 'c']))
  for (const name of ['a', 'b', 'c']) {
    const count = owners.filter(owner => owner === name).length
    assert.ok(count > 900 && count < 1100, `${name} has ${count}`)
  }
})

test('nobody is the owner where nobody is there', () => assert.equal(ownerOf('a.example', []), null))

test('all feeds of a host are one process’s, whatever their ports and paths, and a feed that has moved is of its new host', () => {
  const shares = new Shares(['a', 'b', 'c', 'd'])
  const moved = {
    ...makePollState('feed', 1),
    configuredUrl: 'https://one.example/',
    movedUrl: 'https://two.example/x',
  }
  for (const host of ['one', 'two', 'three', 'four', 'five']) {
    const [plain, port] = [{ url: `https://${host}.example/a` }, { url: `https://${host}.example:8443/b?c` }]
    assert.equal(shares.ownerOf(plain, null), shares.ownerOf(port, null))
  }
  assert.equal(
    shares.ownerOf({ url: 'https://one.example/' }, moved),
    shares.ownerOf({ url: 'https://two.example/' }, null),
  )
})
