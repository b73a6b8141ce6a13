import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SUBJECTS } from './newsroom.ts'

const shipped = join(import.meta.dirname, '../../config')

/**
 * A home for the bot: the shipped rules, terms and names, and a rule for the subject of the bench, over loopback feeds, told and timed as the peers tell: at once, each entry that is
 * there at the first look too, once a minute; no linked page is read, because they read none.
 */
export function writeBotHome(home: string, urls: readonly string[]): void {
  cpSync(shipped, join(home, 'config'), { recursive: true })
  mkdirSync(join(home, 'state'), { mode: 0o700 })
  const rules = join(home, 'config/rules.yaml')
  const ours = `rules:\n  - name: subject-of-the-bench\n    when: "title:(${SUBJECTS.join(' or ')})"\n    type: talks\n`
  writeFileSync(rules, readFileSync(rules, 'utf8').replace(/^rules:\n/m, ours))
  const feeds = urls.map(
    (url, index) =>
      `  - { id: outlet-${index}, name: Outlet ${index}, url: "${url}", language: en, country: US, kind: wire, timeZone: UTC }`,
  )
  writeFileSync(join(home, 'config/feeds.yaml'), `feeds:\n${feeds.join('\n')}\n`)
  writeFileSync(
    join(home, 'config/settings.yaml'),
    `alert: 5
interval: 1m
firstRun: since 30d
firstStart: off
flood: off
stories: { developments: off }
fetch: { allowHosts: [127.0.0.1], hostPause: 0s, articles: false }
`,
  )
}
