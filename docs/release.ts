/**
 * Makes a release of what is checked out: npm run release -- 0.3.0, with --dry-run to see what it would do.
 * The tree must be clean and `npm test` green; then "Unreleased" of CHANGELOG.md goes under the version and the day, package.json and its
 * lock file get the version, and both are committed and tagged. Nothing is pushed: a pushed tag makes the image (.github/workflows/release.yml).
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HEADING = '## Unreleased'

/** Why there can be no release, and what to do. */
export interface Refused {
  readonly problem: string
}

/**
 * The changelog with what was unreleased under a version, and an empty "Unreleased" above it.
 * @param day YYYY-MM-DD
 */
export function releasedChangelog(
  text: string,
  version: string,
  day: string,
): { text: string; notes: string } | Refused {
  const [before, rest] = text.split(new RegExp(`^${HEADING}$`, 'm'))
  if (before === undefined || rest === undefined)
    return { problem: `CHANGELOG.md has no "${HEADING}" – add it above the last version, with what users notice` }
  const next = rest.search(/^## /m)
  const [notes, older] = next < 0 ? [rest.trim(), ''] : [rest.slice(0, next).trim(), rest.slice(next)]
  if (notes === '') return { problem: `nothing stands under "${HEADING}" in CHANGELOG.md – write what users notice` }
  if (new RegExp(`^## ${version.replaceAll('.', '\\.')}(?: |$)`, 'm').test(older))
    return { problem: `CHANGELOG.md has a version ${version} already – choose a higher one` }
  return {
    text: `${before}${HEADING}\n\n## ${version} – ${day}\n\n${notes}\n${older === '' ? '' : `\n${older}`}`,
    notes,
  }
}

/** Whether a version may follow another: three numbers, higher than before (Semantic Versioning 2.0.0, without pre-releases). */
export function versionProblem(version: string, before: string): string | null {
  if (!/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(version))
    return `"${version}" is no version – three numbers, such as 0.3.0`
  const [now, then] = [version, before].map(one => one.split('.').map(Number))
  const place = [0, 1, 2].find(at => now?.[at] !== then?.[at])
  if (place !== undefined && (now?.[place] ?? 0) > (then?.[place] ?? 0)) return null
  return `${version} is not higher than ${before} of package.json – choose a higher one`
}

/** package.json, or the head of package-lock.json, with another version; all else stays as it is written. */
export function withVersion(json: string, before: string, version: string): string {
  let left = 2
  return json.replaceAll(/^( {2}| {6})"version": "([^"]*)"/gm, (all, indent, found) => {
    if (found !== before || left === 0) return all
    left -= 1
    return `${indent}"version": "${version}"`
  })
}

const root = join(import.meta.dirname, '..')
const git = (...words: string[]) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim()

/** @returns the exit code */
function release(words: readonly string[], now: Date): number {
  const dry = words.includes('--dry-run')
  const [version = '', ...more] = words.filter(word => word !== '--dry-run')
  const refuse = (problem: string, code = 1) => {
    console.error(`release: ${problem}`)
    return code
  }
  if (version === '' || more.length > 0) return refuse('usage: npm run release -- VERSION [--dry-run]', 64)
  const read = (name: string) => readFileSync(join(root, name), 'utf8')
  const before: string = JSON.parse(read('package.json')).version
  const problem = versionProblem(version, before)
  if (problem !== null) return refuse(problem)
  const changelog = releasedChangelog(read('CHANGELOG.md'), version, now.toISOString().slice(0, 10))
  if ('problem' in changelog) return refuse(changelog.problem)
  if (git('tag', '--list', `v${version}`) !== '') return refuse(`there is a tag v${version} – choose a higher version`)
  const changed = git('status', '--porcelain')
  if (changed !== '' && !dry) return refuse(`the tree is not clean – commit or stash first:\n${changed}`)
  if (changed !== '') console.log(`The tree is not clean; without --dry-run that is refused:\n${changed}\n`)
  console.log(`Version ${version} after ${before}, with these notes:\n\n${changelog.notes}\n`)
  if (dry) {
    console.log(
      `Would run npm test, write CHANGELOG.md, package.json and package-lock.json, commit, and tag v${version}.`,
    )
    return 0
  }
  if (spawnSync('npm', ['test'], { cwd: root, stdio: 'inherit' }).status !== 0)
    return refuse('npm test fails – mend it first')
  writeFileSync(join(root, 'CHANGELOG.md'), changelog.text)
  for (const name of ['package.json', 'package-lock.json'])
    writeFileSync(join(root, name), withVersion(read(name), before, version))
  git('commit', '--quiet', '--message', `Version ${version}`, 'CHANGELOG.md', 'package.json', 'package-lock.json')
  git(
    'tag',
    '--annotate',
    `v${version}`,
    '--message',
    `Version ${version}\n\n${changelog.notes}`,
    '--cleanup=whitespace',
  )
  console.log(`Committed and tagged v${version}. To publish it: git push --follow-tags`)
  return 0
}

if (import.meta.main) process.exitCode = release(process.argv.slice(2), new Date())
