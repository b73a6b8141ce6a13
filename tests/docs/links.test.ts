import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const read = (page: string) => readFileSync(join(root, page), 'utf8')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'config/local/README.md',
  ...globSync('docs/**/*.md', { cwd: root }),
].sort()

/** The anchors of a page's headings, as GitHub makes them: lower case, no marks, hyphens for spaces. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...read(page).matchAll(/^#+ (.*)$/gm)].map(match => match[1] ?? '')
  return new Set(
    headings.map(one =>
      one
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

test('every link of a page leads to a file and heading that is there', () => {
  const wrong: string[] = []
  let links = 0
  for (const page of pages) {
    const text = read(page).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '')
    for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(link)) continue
      links += 1
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? page : join(dirname(page), path)
      if (!existsSync(join(root, target))) wrong.push(`${page}: ${link} – no such file`)
      else if (anchor !== undefined && !anchorsOf(target).has(anchor)) wrong.push(`${page}: ${link} – no such heading`)
    }
  }
  assert.ok(links > 50)
  assert.deepEqual(wrong, [])
})

test('every file that the decisions name is there', () => {
  const wrong: string[] = []
  for (const page of pages.filter(one => one.startsWith('docs/decisions/')))
    for (const [, name = ''] of read(page).matchAll(/`((?:src|tests|docs|config)\/[\w./-]+)`/g))
      if (!existsSync(join(root, name))) wrong.push(`${page}: ${name}`)
  assert.deepEqual(wrong, [])
})

test('every decision is in the list of decisions, with the four headings', () => {
  const list = read('docs/decisions/README.md')
  for (const page of pages.filter(one => one.startsWith('docs/decisions/') && !one.endsWith('README.md'))) {
    assert.ok(list.includes(`(${page.replace('docs/decisions/', '')})`), page)
    const headings = [...read(page).matchAll(/^## (.*)$/gm)].map(match => match[1])
    assert.deepEqual(headings, ['Context', 'Choice', 'Cost', 'Revisit when'], page)
  }
})
