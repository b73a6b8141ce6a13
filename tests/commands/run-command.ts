import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable, Writable } from 'node:stream'
import type { Command, CommandContext } from '../../src/commands/command.ts'

export interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process with its options' defaults, as main.ts does. */
export async function runCommand(
  command: Command,
  values: CommandContext['values'],
  env: CommandContext['env'],
  stdin: NodeJS.ReadableStream = Readable.from([]),
  stdout: Writable & { isTTY?: boolean } = new PassThrough(),
): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  const defaults = Object.entries(command.options).map(([name, { default: value }]) => [name, value] as const)
  stdout.on('data', chunk => void out.push(String(chunk)))
  const exit = await command.run({
    values: { ...Object.fromEntries(defaults), ...values },
    positionals: [],
    stdin,
    stdout,
    stderr: new Writable({
      write(chunk, _encoding, done) {
        err.push(String(chunk))
        done()
      },
    }),
    env,
    signal: new AbortController().signal,
  })
  return { exit, out: out.join(''), err: err.join('') }
}

/** A config directory with the given settings and as little else as is a whole configuration: the shipped one takes a second to read. */
export function makeConfig(directory: string, settings: string): void {
  const files = {
    'settings.yaml': settings,
    'feeds.yaml':
      'feeds:\n  - { id: wire, name: Example Wire, url: "https://example.org/feed.xml", language: en, country: US, kind: wire, timeZone: UTC }\n',
    'terms.yaml': 'lists: { places: { about: Places, terms: [{ term: Pyongyang }] } }\n',
    'rules.yaml': 'rules: [{ name: places, when: "title:@places", type: talks }]\n',
    'people.yaml': 'people: []\n',
  }
  mkdirSync(directory, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
}
