import { type CommandContext, EXIT } from '../command.ts'
import { type FeedsPlace, noSuchFeed, openFeeds, writeEdits } from './feeds-local.ts'

const where = `
  --config DIR   config directory (default: config)

Exit code 0: well, 1: there is no such feed, or nothing to change.`

export const removeHelp = `
usage: backchannel feeds remove ID [--config DIR]

Removes a feed: its entry in local/feeds.yaml goes, and the id of a shipped feed is put under "remove:" there. Its items stay
in the store. "feeds add URL" brings it back.
${where}`

export const pauseHelp = `
usage: backchannel feeds pause ID [--config DIR]

Keeps a feed without polling it, until "feeds resume ID".
${where}`

export const resumeHelp = `
usage: backchannel feeds resume ID [--config DIR]

Polls a paused feed again.
${where}`

export async function removeFeed(context: CommandContext, [id = '']: readonly string[]): Promise<number> {
  const place = await openFeeds(context)
  if (typeof place === 'number') return place
  const code = known(id, place, context)
  if (code !== null) return code
  const shipped = place.shipped.has(id)
  return write(place, { kind: 'remove', id, shipped }, `${id} is removed`, context)
}

export async function pauseFeed(context: CommandContext, [id = '']: readonly string[]): Promise<number> {
  const place = await openFeeds(context)
  if (typeof place === 'number') return place
  const code = known(id, place, context) ?? already(id, false, place, context)
  return code ?? write(place, { kind: 'pause', id }, `${id} is paused – "feeds resume ${id}" polls it again`, context)
}

export async function resumeFeed(context: CommandContext, [id = '']: readonly string[]): Promise<number> {
  const place = await openFeeds(context)
  if (typeof place === 'number') return place
  const code = known(id, place, context) ?? already(id, true, place, context)
  const pausedAsShipped = place.shipped.get(id)?.enabled === false
  return code ?? write(place, { kind: 'resume', id, pausedAsShipped }, `${id} is polled again`, context)
}

async function write(
  place: FeedsPlace,
  edit: Parameters<typeof writeEdits>[1][number],
  said: string,
  { stdout, stderr }: CommandContext,
): Promise<number> {
  const code = await writeEdits(place, [edit], stderr)
  if (code === EXIT.well) stdout.write(`${said} (${place.file})\n`)
  return code
}

/** @returns the exit code if there is no such feed; null: there is */
function known(id: string, place: FeedsPlace, { stderr }: CommandContext): number | null {
  if (place.known.some(feed => feed.id === id)) return null
  if (place.removed.includes(id)) stderr.write(`${id} is already removed – "feeds add URL" brings it back\n`)
  else stderr.write(noSuchFeed(id, place))
  return EXIT.no
}

function already(id: string, enabled: boolean, place: FeedsPlace, { stderr }: CommandContext): number | null {
  if (place.known.find(feed => feed.id === id)?.enabled !== enabled) return null
  stderr.write(`${id} is ${enabled ? 'not paused' : 'already paused'}\n`)
  return EXIT.no
}
