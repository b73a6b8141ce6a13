import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mayAsk, readRobots } from '../../../src/io/http/robots-rules.ts'

const noBreath = async () => {}
const allows = async (text: string, path: string) =>
  mayAsk(await readRobots(text, 'Backchannel', noBreath), new URL(path, 'https://site.example'), noBreath)

/** What robots.txt says, a path, whether it may be asked; RFC 9309, 2.2. */
const FACTS: readonly (readonly [fact: string, text: string, path: string, allowed: boolean])[] = [
  ['an empty one allows all', '', '/a', true],
  ['a path that begins as a rule does is meant', 'User-agent: *\nDisallow: /private', '/private/a', false],
  ['another is not', 'User-agent: *\nDisallow: /private', '/public', true],
  ['an empty Disallow forbids nothing', 'User-agent: *\nDisallow:', '/a', true],
  ['the longest rule decides', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
  ['of the equally long the one that allows', 'User-agent: *\nDisallow: /ab\nAllow: /a*', '/abc', true],
  [
    'our own group stands for all of it',
    'User-agent: *\nDisallow: /\nUser-agent: backchannel\nDisallow: /x',
    '/a',
    true,
  ],
  ['our own group counts, however it is written', 'user-AGENT: BackChannel/2.0\ndisallow: /x', '/x', false],
  ['our own empty group allows all', 'User-agent: Backchannel\nDisallow:\n\nUser-agent: *\nDisallow: /', '/a', true],
  [
    'two groups of ours are one',
    'User-agent: Backchannel\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: Backchannel\nDisallow: /b',
    '/a',
    false,
  ],
  ['a group of several names is for each', 'User-agent: x\nUser-agent: *\nDisallow: /a', '/a', false],
  ['a rule before any group is nobody’s', 'Disallow: /\nUser-agent: *\nDisallow: /b', '/a', true],
  ['a star stands for anything', 'User-agent: *\nDisallow: /*/print', '/news/1/print', false],
  ['and for nothing', 'User-agent: *\nDisallow: /a*b', '/ab', false],
  ['a dollar ends the path', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf', false],
  ['behind it nothing may follow', 'User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x=1', true],
  ['the end may be far behind the first place of its part', 'User-agent: *\nDisallow: /*a$', '/aba', false],
  ['a part may not be used twice', 'User-agent: *\nDisallow: /ab*ab$', '/ab', true],
  ['a dollar elsewhere is a dollar', 'User-agent: *\nDisallow: /a$b', '/a$bc', false],
  ['the query belongs to the path', 'User-agent: *\nDisallow: /*?print', '/a?print=1', false],
  ['letters and their codes are the same', 'User-agent: *\nDisallow: /뉴스', '/%EB%89%B4%EC%8A%A4/1', false],
  ['codes in small letters too', 'User-agent: *\nDisallow: /%eb%89%b4', '/뉴스', false],
  ['comments say nothing', 'User-agent: * # all\nDisallow: /a # this', '/a', false],
  ['any line end ends a line', 'User-agent: *\r\nDisallow: /a\rDisallow: /b', '/b', false],
  ['a long part is found', `User-agent: *\nDisallow: /*${'ab'.repeat(20)}c`, `/${'ab'.repeat(30)}c`, false],
  ['and not where it is not', `User-agent: *\nDisallow: /*${'ab'.repeat(20)}c`, `/${'ab'.repeat(30)}`, true],
]
for (const [fact, text, path, allowed] of FACTS)
  test(`robots.txt: ${fact}`, async () => assert.equal(await allows(text, path), allowed))

/** The meaning of a pattern, tried letter by letter. */
function means(pattern: string, path: string): boolean {
  if (pattern === '') return true
  if (pattern === '$') return path === ''
  const [sign = '', rest] = [pattern[0], pattern.slice(1)]
  if (sign === '*') return means(rest, path) || (path !== '' && means(pattern, path.slice(1)))
  return path[0] === sign && means(rest, path.slice(1))
}

test('a pattern matches what its letters, stars and dollar mean', async () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 9 })
  const paths = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(letters, fc.boolean(), paths, async (written, toEnd, path) => {
      const pattern = `/${written}${toEnd ? '$' : ''}`
      assert.equal(await allows(`User-agent: *\nDisallow: ${pattern}`, `/${path}`), !means(pattern, `/${path}`))
    }),
  )
})

test('long parts are found where String.indexOf finds them', async () => {
  const unit = fc.constantFrom('a', 'a', 'a', 'b')
  const parts = fc.string({ unit, minLength: 17, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(parts, fc.string({ unit, maxLength: 200 }), async (part, path) => {
      assert.equal(await allows(`User-agent: *\nDisallow: /*${part}`, `/${path}`), !path.includes(part))
    }),
  )
})

test('half a megabyte of rules is gone through in steps between which others have their turn, whatever they are', async () => {
  const line = 'Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*a*b$\n'
  const text = `User-agent: *\n${line.repeat(12_000)}`
  let turns = 0
  const breathe = async () => {
    turns += 1
  }
  const rules = await readRobots(text, 'Backchannel', breathe)
  assert.equal(rules.length, 12_000)
  assert.ok(turns >= 12_000 / 16, `${turns} turns while it was read`)
  turns = 0
  assert.equal(await mayAsk(rules, new URL(`https://site.example/${'a'.repeat(1800)}`), breathe), true)
  assert.ok(turns >= 12_000 / 16, `${turns} turns while it was asked`)
})
