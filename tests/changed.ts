/**
 * Runs the tests that a change concerns: npm run test:changed [-- BASE]     (BASE: a commit or branch; default: main, on main itself HEAD)
 * Those whose file, or a file that it imports by whatever way, differs from BASE or is not committed. Tests that start the program as a
 * whole are found by what they import, not by what the program does: `npm test` runs them.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

function git(...args: readonly string[]): readonly string[] {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
}

/** What a file imports of the project, by paths from the root. */
export function importsOf(file: string, text: string): readonly string[] {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'|new URL\('(\.[^']+\.ts)', import\.meta\.url\)/g)
  return [...found].map(match => relative(root, resolve(root, dirname(file), match[1] ?? match[2] ?? '')))
}

/** The tests that lead to one of the changed files. @param read the text of a file; null: it is not there */
export function concerned(
  tests: readonly string[],
  changed: ReadonlySet<string>,
  read: (file: string) => string | null,
): readonly string[] {
  const known = new Map<string, readonly string[]>()
  const next = (file: string) => {
    const before = known.get(file)
    if (before !== undefined) return before
    const made = importsOf(file, read(file) ?? '')
    known.set(file, made)
    return made
  }
  return tests.filter(test => {
    const past = new Set<string>()
    const open = [test]
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (changed.has(file)) return true
      if (past.has(file)) continue
      past.add(file)
      open.push(...next(file))
    }
    return false
  })
}

if (import.meta.main) {
  const isMain = git('rev-parse', '--abbrev-ref', 'HEAD')[0] === 'main'
  const base = process.argv[2] ?? (isMain ? 'HEAD' : 'main')
  const [from = base] = git('merge-base', base, 'HEAD')
  const changed = new Set([...git('diff', '--name-only', from), ...git('ls-files', '--others', '--exclude-standard')])
  const tests = globSync('tests/**/*.test.ts', { cwd: root }).sort()
  const mine = concerned(tests, changed, file => {
    try {
      return readFileSync(join(root, file), 'utf8')
    } catch {
      return null
    }
  })
  console.log(`${changed.size} files changed since ${from.slice(0, 8)}: ${mine.length} of ${tests.length} test files`)
  if (mine.length > 0) {
    const flags = ['--test', '--import=./tests/seed.ts', '--test-reporter=./tests/reporter.ts', '--test-timeout=300000']
    const { status } = spawnSync(process.execPath, [...flags, ...mine], { cwd: root, stdio: 'inherit' })
    process.exitCode = status ?? 1
  }
}
