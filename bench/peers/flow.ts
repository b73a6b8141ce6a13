import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGES = ['node-red@5.0.7', 'node-red-node-feedparser@0.3.0']

/** Node-RED as it can be started, or why it cannot. */
export type Installed = { readonly kind: 'here'; readonly red: string } | { readonly kind: 'not'; readonly why: string }

/** Installs Node-RED and its feed node into a directory with npm, unless they are there. */
export function installNodeRed(directory: string): Installed {
  const red = join(directory, 'node_modules/node-red/red.js')
  if (!existsSync(red)) {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'package.json'), '{"private":true}')
    const args = ['install', '--save-exact', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES]
    const { status, stderr, error } = spawnSync('npm', args, { cwd: directory, encoding: 'utf8', timeout: 300_000 })
    if (status !== 0) {
      const why = error?.message ?? stderr.trim().split('\n').at(-1) ?? ''
      return { kind: 'not', why: `npm could not install ${PACKAGES.join(' and ')}: ${why}` }
    }
  }
  return existsSync(red) ? { kind: 'here', red } : { kind: 'not', why: `${red} is missing after npm install` }
}

export interface Job {
  readonly feeds: readonly string[]
  readonly words: readonly string[]
  readonly webhook: string
}

/**
 * The flow that a user would draw: a feed node for each feed, asked each minute, which is as often as it can; a function that looks for
 * words; a request to the webhook. Its editor is off, as in a bot that only runs.
 * @returns the arguments that start it
 */
export function writeFlow(installed: string, home: string, { feeds, words, webhook }: Job): readonly string[] {
  mkdirSync(home, { recursive: true })
  const filter = `const text = (msg.article.title + ' ' + (msg.article.description || '')).toLowerCase()
if (!${JSON.stringify(words)}.some(word => text.includes(word))) return null
return { method: 'POST', url: ${JSON.stringify(webhook)}, headers: { 'content-type': 'application/json' },
  payload: { content: '**' + msg.article.title + '**\\n' + msg.article.link } }`
  const flow = [
    { id: 'tab', type: 'tab', label: 'news' },
    ...feeds.map((url, index) => ({
      id: `feed${index}`,
      type: 'feedparse',
      z: 'tab',
      url,
      interval: 1,
      wires: [['filter']],
    })),
    { id: 'filter', type: 'function', z: 'tab', func: filter, outputs: 1, wires: [['post']] },
    { id: 'post', type: 'http request', z: 'tab', method: 'use', ret: 'txt', url: '', wires: [[]] },
  ]
  writeFileSync(join(home, 'flows.json'), JSON.stringify(flow))
  const settings = {
    flowFile: 'flows.json',
    uiHost: '127.0.0.1',
    uiPort: 0,
    httpAdminRoot: false,
    httpNodeRoot: false,
    nodesDir: [join(installed, '../../node-red-node-feedparser')],
    logging: { console: { level: 'warn', metrics: false, audit: false } },
    telemetry: { enabled: false, updateNotification: false },
    credentialSecret: false,
  }
  const file = join(home, 'settings.js')
  writeFileSync(file, `module.exports = ${JSON.stringify(settings)}`)
  return [installed, '--userDir', home, '--settings', file]
}
