/**
 * Pictures of what the demo posts: its bot runs on a Discord of this machine's own, and what the channel holds then is drawn in Discord's
 * look in a headless Chromium (CHROMIUM=path, default: chromium). Writes docs/*.png.      npm run screenshots [-- desk]
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { demoChannel, type Posted } from './screenshot-demo.ts'
import { deskMessages } from './screenshot-desk.ts'
import { type Look, PICTURE_PATH, page } from './screenshot-page.ts'

const docs = import.meta.dirname
const root = join(docs, '..')
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--virtual-time-budget=8000']
const WIDE = 660
const PHONE = 360

/** Serves the page, the picture and the component library, whose bare imports are pointed back here. */
function serve(html: string, picture: Uint8Array) {
  return createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? '/')
    if (path === '/') return response.setHeader('content-type', 'text/html').end(html)
    if (path === PICTURE_PATH) return response.setHeader('content-type', 'image/png').end(picture)
    const file = path.startsWith('/module/') ? fileURLToPath(import.meta.resolve(path.slice(8))) : join(root, path)
    if (!file.startsWith(join(root, 'node_modules'))) return response.writeHead(404).end()
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) return response.writeHead(404).end()
    if (path.startsWith('/module/')) return response.writeHead(302, { location: file.slice(root.length) }).end()
    const script = text.replace(/((?:from|import)\s*\(?\s*)(["'])([^./"'][^"']*)\2/g, '$1$2/module/$3$2')
    response.setHeader('content-type', 'text/javascript').end(script)
  })
}

async function shoot(name: string, messages: readonly Posted[], look: Look, picture: Uint8Array): Promise<void> {
  const server = serve(page(messages, look), picture)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
  const profile = await mkdtemp(join(tmpdir(), 'screenshots-'))
  const chromium = (...flags: readonly string[]) =>
    promisify(execFile)(process.env.CHROMIUM ?? 'chromium', [...FLAGS, `--user-data-dir=${profile}`, ...flags, url], {
      maxBuffer: 64 * 1024 * 1024,
    })
  const { stdout } = await chromium(`--window-size=${look.width},2000`, '--dump-dom')
  const height = Number(/<title>height (\d+)<\/title>/.exec(stdout)?.[1])
  const file = join(docs, `${name}.png`)
  await chromium(`--window-size=${look.width},${height}`, '--force-device-scale-factor=1.5', `--screenshot=${file}`)
  server.closeAllConnections()
  server.close()
  await rm(profile, { recursive: true, force: true })
  process.stdout.write(`${file} ${look.width} × ${height}\n`)
}

/** The card that says most: many fields, and outlets that joined. */
function fullest(messages: readonly Posted[]): readonly Posted[] {
  const weight = ({ message, edits }: Posted) => (message.embeds?.[0]?.fields?.length ?? 0) * 10 + edits
  return messages.toSorted((a, b) => weight(b) - weight(a)).slice(0, 1)
}

const seoul = { timeZone: 'Asia/Seoul' }
const newYork = { timeZone: 'America/New_York' }
for (const [name, shown] of await deskMessages(join(root, 'config')))
  await shoot(name, shown, { light: false, width: WIDE, ...seoul }, new Uint8Array())
// A client that was never greeted goes on trying (discord.js 14.28).
if (process.argv.includes('desk')) process.exit()

const { messages, picture } = await demoChannel(join(root, 'config'))
const cards = messages.slice(0, -1)
const digest = messages.slice(-1)
const card = fullest(cards)
/** Some messages in a row, as they stand in the channel, from the card that says most. */
const from = Math.max(0, Math.min(cards.length - 3, cards.findIndex(one => one.id === card[0]?.id) - 1))
const row = cards.slice(from, from + 3)

await writeFile(join(docs, 'digest-chart.png'), picture)
await shoot('card', card, { light: false, width: WIDE, ...seoul }, picture)
await shoot('card-new-york', card, { light: false, width: WIDE, ...newYork }, picture)
await shoot('card-light', row, { light: true, width: WIDE, ...newYork }, picture)
await shoot('card-phone', card, { light: false, width: PHONE, ...seoul }, picture)
await shoot('digest', digest, { light: false, width: WIDE, ...seoul }, picture)
await shoot('digest-light', digest, { light: true, width: WIDE, ...newYork }, picture)
await shoot('digest-phone', digest, { light: false, width: PHONE, ...newYork }, picture)
