import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { postSample } from '../../bot/deliver/sample-post.ts'
import { openWay } from '../../bot/deliver/way.ts'
import { type Credentials, renderCredentialProblem, SECRETS } from '../../config/credentials.ts'
import { withVariables } from '../../config/env-text.ts'
import { type Chosen, readChosen, withChosen } from '../../config/local-settings.ts'
import { settingsSchema } from '../../config/schemas/settings-schema.ts'
import { modeAt } from '../../io/discord/sender.ts'
import { systemClock } from '../../io/ops/clock.ts'
import { readEnvFile, variablesOf, writeEnvFile } from '../../io/ops/env-file.ts'
import { readEnvironment } from '../../io/ops/environment.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { Asker, Stopped } from './asker.ts'
import { ENV_FILE } from './env-variables.ts'
import { askPlace, judgePlace, maskPlace, NO_PLACE, type PlaceVariables } from './init-place.ts'

/** Asks where alerts go, tries it, and writes `.env` and `config/local/settings.yaml`. */
export const command: Command = {
  name: 'init',
  summary: 'set up: ask where alerts go, try it, and write .env and config/local/settings.yaml',
  help: `
usage: backchannel init [options]

Asks where alerts go, posts a sample card there at once, asks for language, time zone and the role to ping, and writes the answers: secrets
to .env (readable only by you; lines it does not know stay), the rest to config/local/settings.yaml. It may be run again: present settings are
shown, secrets masked, and Enter keeps them. With any of the options below nothing is asked, and what is not named stays as it is.

  --webhook URL      post through this webhook (typed here it stays in the shell's history; being asked is safer)
  --token TOKEN      post as this bot, into --channel
  --channel ID       the bot's channel
  --preview          post nowhere: draw alerts in the terminal
  --language CODE    language of the readers: en, ko, ja, zh
  --time-zone ZONE   such as Asia/Seoul; default: this machine's
  --ping-role ID     role that alerts of priority high ping; none: nobody
  --no-test          post no sample card
  --config DIR       config directory (default: config)
  --env FILE         the file of secrets (default: .env, which all commands read)`,
  options: {
    webhook: { type: 'string' },
    token: { type: 'string' },
    channel: { type: 'string' },
    preview: { type: 'boolean' },
    language: { type: 'string' },
    'time-zone': { type: 'string' },
    'ping-role': { type: 'string' },
    'no-test': { type: 'boolean' },
    config: { type: 'string', default: 'config' },
    env: { type: 'string', default: ENV_FILE },
  },
  async run(context) {
    const { values, stdin, stdout, stderr, env } = context
    const before = await readBefore(context)
    if ('problem' in before) {
      stderr.write(`${before.problem}\n`)
      return EXIT.config
    }
    const flags = ['webhook', 'token', 'channel', 'preview', 'language', 'time-zone', 'ping-role']
    const answered = flags.some(name => values[name] !== undefined)
    if (!answered && !('isTTY' in stdin && stdin.isTTY === true)) {
      stdout.write(`${wouldAsk(before).join('\n')}\n`)
      return EXIT.usage
    }
    const asker = answered ? null : new Asker(stdin, stdout)
    try {
      const place = asker === null ? flaggedPlace(values, before.place) : await askedPlace(asker, before, context)
      if (asker === null && place !== null) {
        const credentials = judgePlace(place, env.DISCORD_API_URL)
        if (credentials.kind === 'problems') {
          for (const problem of credentials.problems) stderr.write(`${renderCredentialProblem(problem)}\n`)
          return EXIT.usage
        }
        if (values['no-test'] !== true && !(await tryPlace(place, context))) {
          stderr.write('nothing was written – correct it, or use --no-test\n')
          return EXIT.no
        }
      }
      const chosen = asker === null ? flaggedChoice(values, before.chosen) : await askChoice(asker, before.chosen)
      const wrong = problemOf(chosen)
      if (wrong !== null) {
        stderr.write(`${wrong}\n`)
        return EXIT.usage
      }
      await write(before, place, chosen)
      stdout.write(`Written: ${before.envFile} and ${before.localFile}.\n`)
      const names = place === null ? [] : Object.keys(place)
      for (const name of names.filter(one => env[one] !== undefined && env[one] !== before.variables[one]))
        stdout.write(`${name} is set in the environment too, which wins over ${before.envFile} – remove it there\n`)
      stdout.write('Start it: docker compose up -d, or npm start.\n')
      return EXIT.well
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      stderr.write('\nstopped – nothing was written\n')
      return EXIT.no
    } finally {
      asker?.close()
    }
  },
}

interface Before {
  readonly envFile: string
  readonly envText: string
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly place: Credentials
  readonly localFile: string
  readonly localText: string
  readonly chosen: Chosen
}

/** Reads the present settings. */
async function readBefore({ values, env }: CommandContext): Promise<Before | { readonly problem: string }> {
  const envFile = String(values.env)
  const file = await readEnvFile(envFile)
  if (file.kind === 'unreadable') return { problem: `${envFile}: ${file.what} – ${file.todo}` }
  const envText = file.kind === 'text' ? file.text : ''
  const variables = variablesOf(envText)
  const api = env.DISCORD_API_URL ?? variables.DISCORD_API_URL
  const named = Object.fromEntries(Object.keys(NO_PLACE).map(name => [name, variables[name]]))
  const { values: read } = await readEnvironment(named, SECRETS)
  const set = Object.fromEntries(Object.keys(NO_PLACE).map(name => [name, read[name] ?? null]))
  const localFile = join(String(values.config), 'local', 'settings.yaml')
  const localText = await textOf(localFile)
  const [local, shipped] = [
    readChosen(localText),
    readChosen(await textOf(join(String(values.config), 'settings.yaml'))),
  ]
  if (local === null) return { problem: `${localFile}: not valid YAML – correct it or remove it` }
  const chosen = {
    language: local.language ?? shipped?.language ?? 'en',
    timeZone: local.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    pingRole: local.pingRole ?? shipped?.pingRole ?? null,
  }
  return { envFile, envText, variables, place: judgePlace(set, api), localFile, localText, chosen }
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(error => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}

/** @returns null: the setting stays */
function flaggedPlace(
  { webhook, token, channel, preview }: CommandContext['values'],
  before: Credentials,
): PlaceVariables | null {
  if (preview === true) return NO_PLACE
  if (webhook === undefined && token === undefined && channel === undefined) return null
  const known =
    before.kind === 'bot' ? { token: before.token, channel: before.channelId } : { token: null, channel: null }
  const text = (value: unknown, otherwise: string | null) => (value === undefined ? otherwise : String(value))
  if (webhook !== undefined && token === undefined) return { ...NO_PLACE, DISCORD_WEBHOOK_URL: String(webhook) }
  return {
    ...NO_PLACE,
    DISCORD_WEBHOOK_URL: text(webhook, null),
    DISCORD_TOKEN: text(token, known.token),
    DISCORD_CHANNEL_ID: text(channel, known.channel),
  }
}

/** Asks until a sample card arrives, or the person keeps the setting anyway. */
async function askedPlace(asker: Asker, before: Before, context: CommandContext): Promise<PlaceVariables | null> {
  const api = context.env.DISCORD_API_URL
  for (;;) {
    const place = await askPlace(asker, before.place, api)
    if (context.values['no-test'] === true || (place !== null && judgePlace(place, api).kind === 'preview'))
      return place
    if (await tryPlace(place, context)) return place
    const keep = await asker.ask('Keep it anyway? y or n [n]: ')
    if (/^y/i.test(keep)) return place
  }
}

/** Posts a sample card and writes the result. @returns whether it arrived */
async function tryPlace(place: PlaceVariables | null, { env, values, stdout }: CommandContext): Promise<boolean> {
  const own = Object.fromEntries(Object.entries(place ?? {}).map(([name, value]) => [name, value ?? undefined]))
  const way = await openWay({ ...env, ...own }, String(values.config), stdout)
  if ('problems' in way) {
    for (const problem of way.problems) stdout.write(`${problem}\n`)
    return false
  }
  try {
    const to = way.placeOf('default')
    if (to === null || modeAt(way.sender, to) === 'preview') return true
    stdout.write('Posting a sample card, marked as a test …\n')
    const sampled = await postSample(way.sender, way.settings, 'default', to, systemClock.now())
    for (const line of sampled.lines) stdout.write(`${line}\n`)
    return sampled.kind === 'sent'
  } finally {
    await way.close()
  }
}

function flaggedChoice(values: CommandContext['values'], before: Chosen): Chosen {
  const [language, zone, role] = [values.language, values['time-zone'], values['ping-role']]
  return {
    language: language === undefined ? before.language : String(language),
    timeZone: zone === undefined ? before.timeZone : String(zone),
    pingRole: role === undefined ? before.pingRole : role === 'none' ? null : String(role),
  }
}

async function askChoice(asker: Asker, before: Chosen): Promise<Chosen> {
  const ask = async (question: string, name: keyof Chosen): Promise<string | null> => {
    for (;;) {
      const typed = await asker.ask(`${question} [${before[name] ?? 'none'}]: `)
      const value = typed === '' ? before[name] : name === 'pingRole' && typed === 'none' ? null : typed
      const wrong = problemOf({ ...before, [name]: value })
      if (wrong === null) return value
      asker.say(wrong)
    }
  }
  return {
    language: await ask('Language of the readers: en, ko, ja, zh', 'language'),
    timeZone: await ask('Time zone', 'timeZone'),
    pingRole: await ask('Id of the role that urgent alerts ping, or none', 'pingRole'),
  }
}

/** Why settings.yaml would refuse the choice; null: it would not. */
function problemOf({ language, timeZone, pingRole }: Chosen): string | null {
  const route = pingRole === null ? {} : { routes: { default: { pingRole } } }
  const parsed = settingsSchema.safeParse({
    language: language ?? undefined,
    timeZone: timeZone ?? undefined,
    ...route,
  })
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? 'not valid')
}

async function write(before: Before, place: PlaceVariables | null, chosen: Chosen): Promise<void> {
  const text = place === null ? before.envText : withVariables(before.envText, place)
  // Written even if nothing changes: the file may have been readable by others.
  await writeEnvFile(before.envFile, text)
  await mkdir(dirname(before.localFile), { recursive: true })
  await writeFile(before.localFile, withChosen(before.localText, chosen))
}

function wouldAsk({ place, chosen, envFile, localFile }: Before): readonly string[] {
  return [
    'This is not a terminal, so nothing is asked and nothing was written. These are the questions, or options:',
    `  where alerts go     --webhook URL, or --token TOKEN and --channel ID, or --preview   set: ${maskPlace(place)}`,
    `  language            --language CODE     [${chosen.language}]`,
    `  time zone           --time-zone ZONE    [${chosen.timeZone}]`,
    `  role to ping        --ping-role ID      [${chosen.pingRole ?? 'none'}]`,
    `It would post a sample card (not with --no-test) and write ${envFile} and ${localFile}.`,
  ]
}
