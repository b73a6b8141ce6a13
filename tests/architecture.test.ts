import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LANGUAGES } from '../src/language/known-languages.ts'
import { FLOORS, IO, isOurs, readSources, roomOf } from './imports.ts'

const sources = readSources()

const isFloor = (room: string) => FLOORS.includes(room)

function mayImport(from: string, to: string, typeOnly: boolean): boolean {
  if (from === to) return true
  if (from === 'main') return to === 'commands'
  if (from === 'commands') return to === 'bot' || isFloor(to) || IO.includes(to)
  if (from === 'bot') return isFloor(to) || IO.includes(to)
  // io acts and never decides: it may know the floors' types and call the ground floor, its own reader and drawer.
  if (IO.includes(from))
    return isFloor(to) && (typeOnly || to === 'text' || to === 'feeds' || to === 'alerts' || to === 'briefs')
  return isFloor(to) && FLOORS.indexOf(to) < FLOORS.indexOf(from)
}

test('every room is one of the house, and imports only what lies below it', () => {
  const wrong: string[] = []
  for (const { name, imports } of sources) {
    const room = roomOf(name)
    if (![...FLOORS, ...IO, 'bot', 'commands', 'main'].includes(room)) wrong.push(`${name}: no such room`)
    for (const { from, typeOnly } of imports.filter(one => isOurs(one.from))) {
      if (!mayImport(room, roomOf(from), typeOnly)) wrong.push(`${name} imports ${from}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('there is no import cycle', () => {
  const edges = new Map(sources.map(({ name, imports }) => [name, imports.map(one => one.from).filter(isOurs)]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (name: string, path: readonly string[]) => {
    if (path.includes(name)) {
      cycles.push([...path.slice(path.indexOf(name)), name].join(' → '))
      return
    }
    if (done.has(name)) return
    for (const next of edges.get(name) ?? []) visit(next, [...path, name])
    done.add(name)
  }
  for (const { name } of sources) visit(name, [])
  assert.deepEqual(cycles, [])
})

const PACKAGE_ROOMS: readonly (readonly [RegExp, (name: string) => boolean, string])[] = [
  [/^discord\.js$|^@discordjs\/|^discord-api-types/, name => roomOf(name) === 'io/discord', 'io/discord'],
  [/^keyv$|^@keyv\/|^pg$|^@redis\/|^node:sqlite$/, name => roomOf(name) === 'io/store', 'io/store'],
  [/^node-cron$/, name => roomOf(name) === 'io/ops', 'io/ops'],
  [/^rss-parser$/, name => name === 'io/http/worker/parse-worker.ts', 'the parse worker'],
]

test('discord.js, keyv, node-cron and rss-parser each have one room', () => {
  const wrong: string[] = []
  for (const { name, imports } of sources) {
    for (const { from } of imports) {
      for (const [pattern, allowed, room] of PACKAGE_ROOMS) {
        if (pattern.test(from) && !allowed(name)) wrong.push(`${name} imports ${from}, which belongs to ${room}`)
      }
    }
  }
  assert.deepEqual(wrong, [])
})

const IMPURE =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bsetTimeout\b|\bsetInterval\b|\bperformance\.|\bconsole\./
const PURE_NODE = new Set(['node:crypto'])

test('floors are pure: no clock, chance, environment, network or files', () => {
  const wrong: string[] = []
  for (const { name, text, imports } of sources.filter(one => isFloor(roomOf(one.name)))) {
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
    const found = IMPURE.exec(code)
    if (found !== null) wrong.push(`${name}: ${found[0]}`)
    for (const { from } of imports) if (from.startsWith('node:') && !PURE_NODE.has(from)) wrong.push(`${name}: ${from}`)
  }
  assert.deepEqual(wrong, [])
})

test('no file is a drawer for everything, and none grows past 250 lines', () => {
  const drawers = sources.filter(({ name }) => /(?:^|\/)(?:index|utils?|helpers?|common|misc|shared)\.ts$/.test(name))
  assert.deepEqual(
    drawers.map(one => one.name),
    [],
  )
  const long = sources.filter(({ text }) => text.split('\n').length > 251 && !text.startsWith('// Long because'))
  assert.deepEqual(
    long.map(one => one.name),
    [],
  )
})

/** The folder that a file stands in, and its name there. */
const folderOf = (name: string) => name.slice(0, Math.max(0, name.lastIndexOf('/')))
const baseOf = (name: string) => name.slice(name.lastIndexOf('/') + 1, -'.ts'.length)

test('a folder holds at most sixteen files: what is more than one noun has sub-rooms', () => {
  const full = [...Map.groupBy(sources, one => folderOf(one.name))].filter(([, files]) => files.length > 16)
  assert.deepEqual(
    full.map(([folder, files]) => `${folder}: ${files.length}`),
    [],
  )
})

test('the sub-rooms of a room stand in an order: none imports another that leads back to it', () => {
  const next = new Map<string, Set<string>>()
  for (const { name, imports } of sources) {
    const from = folderOf(name)
    for (const to of imports.filter(each => isOurs(each.from)).map(each => folderOf(each.from))) {
      const apart = to !== from && ![from, to].includes(roomOf(name))
      if (apart && to.startsWith(`${roomOf(name)}/`)) next.set(from, (next.get(from) ?? new Set()).add(to))
    }
  }
  const leads = (from: string, to: string, past: readonly string[] = []): boolean =>
    [...(next.get(from) ?? [])].some(each => each === to || (!past.includes(each) && leads(each, to, [...past, each])))
  assert.deepEqual([...next.keys()].filter(each => leads(each, each)).sort(), [])
})

test('no two files of a room have the same name, nor names that differ by a letter', () => {
  const near: string[] = []
  for (const files of Map.groupBy(sources, one => roomOf(one.name)).values()) {
    for (const [index, { name }] of files.entries())
      for (const other of files.slice(index + 1))
        if (baseOf(name).length > 3 && isNear(baseOf(name), baseOf(other.name))) near.push(`${name} and ${other.name}`)
  }
  assert.deepEqual(near, [])
})

/** Whether two names are the same but for a letter that is more, less or another. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let same = 0
  while (same < a.length && a[same] === b[same]) same += 1
  const [one, two] = [a.slice(same), b.slice(same)]
  return one.slice(1) === two.slice(1) || one.slice(1) === two || one === two.slice(1)
}

test('only main ends the process', () => {
  const wrong = sources.filter(({ name, text }) => name !== 'main.ts' && /\bprocess\.(?:exit\b|exitCode)/.test(text))
  assert.deepEqual(
    wrong.map(one => one.name),
    [],
  )
})

test('every file is reached from main', () => {
  const byName = new Map(sources.map(one => [one.name, one]))
  const reached = new Set<string>()
  const visit = (name: string) => {
    if (reached.has(name)) return
    reached.add(name)
    for (const { from } of byName.get(name)?.imports ?? []) if (isOurs(from)) visit(from)
  }
  visit('main.ts')
  assert.deepEqual(
    sources.map(one => one.name).filter(name => !reached.has(name)),
    [],
  )
})

test('each folder of src/language is one language of the list, and nothing of the house stands below them', () => {
  const folders = sources.flatMap(({ name }) => /^language\/([a-z]+)\//.exec(name)?.[1] ?? [])
  assert.deepEqual([...new Set(folders)].sort(), LANGUAGES.map(({ code }) => code).sort())
  const outside = sources
    .filter(({ name }) => roomOf(name) === 'language')
    .flatMap(({ imports }) => imports.map(({ from }) => from).filter(from => !from.startsWith('language/')))
  assert.deepEqual(outside, [])
})

test('the tests run on Node 24', () => {
  assert.equal(process.versions.node.split('.')[0], '24')
})
