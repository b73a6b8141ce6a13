import { writeFile } from 'node:fs/promises'
import { chart } from '../../alerts/digest/chart.ts'
import { digestPictureText, renderDigest } from '../../alerts/digest/digest.ts'
import { draw } from '../../alerts/terminal/draw.ts'
import { decisionsOf } from '../../bot/decisions.ts'
import { gatherDigest } from '../../bot/digest/compose-digest.ts'
import { drawPicture } from '../../io/ops/picture.ts'
import { type Command, EXIT } from '../command.ts'
import { loadConfig } from '../load-config.ts'
import { openStoreFor, storeOption } from './store-option.ts'

export const command: Command = {
  name: 'digest',
  summary: 'show the digest of the last days and write its picture to a file',
  help: `
usage: backchannel digest --preview FILE.png [--days N] [--config DIR] [--state DIR]

Draws the digest in the terminal and writes its picture. Nothing is posted: \`run\` does that at the times of settings.yaml's digest.

  --preview FILE   where the picture goes
  --days N         how many days (default: those of settings.yaml, or 7)
  --config DIR     config directory (default: config)
  --state DIR      state directory (default: state)`,
  options: {
    preview: { type: 'string' },
    days: { type: 'string' },
    config: { type: 'string', default: 'config' },
    ...storeOption,
  },
  async run({ values, env, stdout, stderr }) {
    const config = await loadConfig(String(values.config), stderr)
    if (config === null) return EXIT.config
    const { settings } = config
    const days = values.days === undefined ? (settings.digest?.days ?? 7) : Number(values.days)
    if (!Number.isInteger(days) || days < 1 || days > 31) {
      stderr.write('--days takes a whole number from 1 to 31\n')
      return EXIT.usage
    }
    const store = await openStoreFor(values, env, stderr)
    if (typeof store === 'number') return store
    const digest = await gatherDigest(store, days, Date.now(), settings.timeZone, decisionsOf(config))
    await store.close()
    const message = renderDigest(digest, settings.timeZone, values.preview !== undefined)
    stdout.write(`${draw(message, { columns: 78, colour: false, timeZone: settings.timeZone, label: '' })}\n`)
    if (values.preview === undefined) return EXIT.well
    await writeFile(String(values.preview), await drawPicture(chart(digest.days)))
    stdout.write(`${String(values.preview)}: ${digestPictureText(digest)}\n`)
    return EXIT.well
  },
}
