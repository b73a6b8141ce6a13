import { decide, judge } from '../src/rules/judge.ts'
import type { Judged } from '../src/rules/verdict.ts'
import { shippedConfig } from '../tests/rules/shipped.ts'
import { itemsOf } from './rule-items.ts'

/** Items a second through the shipped rules, beside one RegExp for each name and beside a loop of includes over the same names. */
const { ruleSet } = shippedConfig()
const near = itemsOf(ruleSet, 'near')
const background = itemsOf(ruleSet, 'background')
const items = [...near, ...background]
/** As a day of 41 feeds brings them: one in twenty is near the subject. */
const day = Array.from({ length: 20_000 }, (_, index) => {
  const from = index % 20 === 0 ? near : background
  return from[index % from.length] as Judged
})
const names = [
  ...new Set(ruleSet.matcher.entries.flatMap(entry => entry.names.map(name => name.replace(/^\*|\*+$/g, '')))),
]
const patterns = names.map(patternOf)
const lower = names.map(name => name.toLowerCase())
const characters = items.reduce((sum, item) => sum + item.title.length + item.summary.length, 0)

console.log(
  `${items.length} items of ${Math.round(characters / items.length)} characters, ${names.length} names, ${ruleSet.rules.length} rules, Node ${process.version}`,
)
const decided = measure('decide, one in twenty near', 1, item => decide(item, ruleSet), day)
measure('decide, one in three near', 4, item => decide(item, ruleSet))
measure('judge: with every reason', 4, item => judge(item, ruleSet))
measure('scan: names only', 4, item => {
  ruleSet.matcher.scan(item.title, item.language, 0)
  ruleSet.matcher.scan(item.summary, item.language, 1)
})
const regular = measure('one RegExp for each name', 0.05, item => {
  const text = `${item.title}\n${item.summary}`
  return patterns.filter(pattern => pattern.test(text)).length
})
const loop = measure('a loop of includes', 0.2, item => {
  const text = `${item.title}\n${item.summary}`.toLowerCase()
  return lower.filter(name => text.includes(name)).length
})
console.log(
  `decide is ${(decided / regular).toFixed(1)} times the RegExp loop, ${(decided / loop).toFixed(1)} times the loop of includes`,
)
const megabyte = items
  .map(item => `${item.title} ${item.summary}`)
  .join('\n')
  .repeat(1 + Math.ceil(1_000_000 / characters))
  .slice(0, 1_000_000)
const times = Array.from({ length: 5 }, () => {
  const before = process.cpuUsage()
  judge({ title: '', summary: megabyte, language: 'en', source: '', outlet: '', outletKind: '' }, ruleSet)
  const { user, system } = process.cpuUsage(before)
  return Math.round((user + system) / 1000)
})
console.log(`an item of a megabyte, judged five times: ${times.join(', ')} ms (aim: 200 at most)`)

/** @param share of the items, or how many times all of them @returns items a second of processor time */
function measure(name: string, share: number, step: (item: Judged) => unknown, of: readonly Judged[] = items): number {
  const rounds = Math.max(1, Math.round(share))
  const part = share < 1 ? of.slice(0, Math.max(50, Math.round(of.length * share))) : of
  for (const item of part) step(item)
  const start = process.cpuUsage()
  for (let round = 0; round < rounds; round += 1) for (const item of part) step(item)
  const { user, system } = process.cpuUsage(start)
  const rate = (part.length * rounds * 1e6) / Math.max(1, user + system)
  console.log(`${name.padEnd(34)} ${Math.round(rate).toLocaleString('en').padStart(10)} items/s`)
  return rate
}

/** Whole words for Latin names, beginnings for Hangul, anywhere else: the least that rules need. */
function patternOf(name: string): RegExp {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (/^\p{Script=Hangul}/u.test(name)) return new RegExp(`(?<!\\p{L})${escaped}`, 'u')
  if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return new RegExp(escaped, 'u')
  const flags = /^[\p{Lu}.]{1,4}$/u.test(name) ? 'u' : 'iu'
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?:s|es|'s|’s)?(?![\\p{L}\\p{N}])`, flags)
}
