import type { Delivery } from '../../alerts/delivery.ts'
import { SECRETS } from '../../config/credentials.ts'
import { readEnvironment } from '../../io/ops/environment.ts'
import { openStore } from '../../io/store/open-store.ts'
import { BadAddress, type Store, type StoredRecord, StoreError } from '../../io/store/store.ts'
import { type Command, type CommandContext, EXIT } from '../command.ts'
import { readJsonLines, writeJsonLine } from '../json-lines.ts'

const DEFAULT_URL = 'sqlite:state/backchannel.db'

const help = `
usage: backchannel state export > FILE        every record as one line of JSON
       backchannel state import < FILE        into an empty store
       backchannel state list                 what was not sent: open, held or set aside, with the reason
       backchannel state resend ID…           sends once more what is held or set aside
       backchannel state drop ID…             gives up what is open or held

The store is the one in STATE_URL (default: ${DEFAULT_URL}). To move to another store:
  backchannel state export | STATE_URL=redis://127.0.0.1:6379/0 backchannel state import
import, resend and drop write, so the bot must be stopped.
`

export const command: Command = {
  name: 'state',
  summary: 'exports and imports the store; lists, resends or drops what was not sent',
  help,
  options: {},
  takesWords: true,
  run,
}

async function run(context: CommandContext): Promise<number> {
  const [verb = '', ...ids] = context.positionals
  const work = VERBS[verb]
  if (work === undefined || (WITH_IDS.has(verb) ? ids.length === 0 : ids.length > 0)) {
    context.stderr.write(`state: ${verb === '' ? 'say what to do' : `not understood: state ${verb}`}\n${help}`)
    return EXIT.usage
  }
  const { values: env, problems } = await readEnvironment(context.env, SECRETS)
  for (const problem of problems) context.stderr.write(`${problem}\n`)
  if (problems.length > 0) return EXIT.config
  let store: Store | null = null
  try {
    store = await openStore(env.STATE_URL ?? DEFAULT_URL)
    if (!READS.has(verb) && !(await store.hold())) {
      context.stderr.write(`${store.where} is in use by a running bot – stop it first\n`)
      return EXIT.unreachable
    }
    return await work(store, context, ids)
  } catch (error) {
    if (error instanceof SyntaxError) {
      context.stderr.write(`the input is not an export: ${error.message}\n`)
      return EXIT.usage
    }
    context.stderr.write(`${error instanceof Error ? error.message : 'unknown failure'}\n`)
    return error instanceof StoreError && !(error instanceof BadAddress) ? EXIT.unreachable : EXIT.config
  } finally {
    await store?.close()
  }
}

type Verb = (store: Store, context: CommandContext, ids: readonly string[]) => Promise<number>

const WITH_IDS = new Set(['resend', 'drop'])
const READS = new Set(['export', 'list'])

const VERBS: Readonly<Record<string, Verb>> = {
  async export(store, { stdout }) {
    for await (const record of store.export()) await writeJsonLine(stdout, record)
    return EXIT.well
  },
  async import(store, { stdin, stderr }) {
    const count = await store.import(readRecords(stdin))
    stderr.write(`${count} records imported into ${store.where}\n`)
    return EXIT.well
  },
  async list(store, { stdout }) {
    for await (const { namespace, value } of store.export()) {
      if (namespace !== 'delivery') continue
      const { id, route, state, card, attempts } = value as Delivery
      if (state.at === 'sent' || state.at === 'abandoned') continue
      const why = 'why' in state ? state.why : null
      await writeJsonLine(stdout, { id, state: state.at, route, attempts, title: card.title, why })
    }
    return EXIT.well
  },
  resend(store, context, ids) {
    // A new attempt: whether an earlier one arrived was for the person to decide.
    return change(store, context, ids, delivery => ({
      ...delivery,
      state: { at: 'pending' },
      attempts: 0,
      firstTriedAt: null,
      notBefore: 0,
    }))
  },
  drop(store, context, ids) {
    const since = Date.now()
    return change(store, context, ids, delivery => ({
      ...delivery,
      state: { at: 'abandoned', why: 'dropped by hand', since },
    }))
  },
}

async function change(
  store: Store,
  { stderr }: CommandContext,
  ids: readonly string[],
  to: (delivery: Delivery) => Delivery,
): Promise<number> {
  let missed = 0
  for (const id of ids) {
    const delivery = await store.delivery(id)
    if (delivery !== null && delivery.state.at !== 'sent') {
      await store.saveDelivery(to(delivery))
      continue
    }
    missed += 1
    stderr.write(`${id}: ${delivery === null ? 'no such delivery' : 'it was sent'} – see "backchannel state list"\n`)
  }
  return missed === 0 ? EXIT.well : EXIT.no
}

async function* readRecords(input: NodeJS.ReadableStream): AsyncGenerator<StoredRecord> {
  for await (const line of readJsonLines(input)) {
    if (typeof line !== 'object' || line === null) throw new SyntaxError('a line is not a record')
    const { namespace, key, value } = line as Partial<StoredRecord>
    if (typeof namespace !== 'string' || typeof key !== 'string')
      throw new SyntaxError('a line has no namespace or key')
    yield { namespace, key, value }
  }
}
