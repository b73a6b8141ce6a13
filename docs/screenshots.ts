/**
 * Draws cards and a digest as Discord shows them: the real renderer's messages, Discord's look from @skyra/discord-components-core, in a
 * headless Chromium (CHROMIUM=path, default: chromium). Writes docs/*.png.      npm run screenshots
 */
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chart } from '../src/alerts/chart.ts'
import type { Embed, Message } from '../src/alerts/message.ts'
import { drawPicture } from '../src/io/ops/picture.ts'
import { CARDS, DIGEST_DAYS, DIGEST_MESSAGE } from './screenshot-messages.ts'

const docs = import.meta.dirname
const root = join(docs, '..')
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

/** The little of Discord's markdown that our messages use, as components. */
function markdown(text: string): string {
  const held: string[] = []
  const hold = (html: string) => `\u0001${held.push(html) - 1}\u0002`
  return text
    .replace(/<t:(\d+):D>/g, (_, seconds) =>
      hold(`<discord-time>${escapeHtml(longDate(Number(seconds) * 1000))}</discord-time>`),
    )
    .replace(/\[((?:\\.|[^\]\\])*)\]\((https?:[^)\s]+)\)/g, (_, label, url) =>
      hold(`<discord-link href="${escapeHtml(url)}">${plain(label)}</discord-link>`),
    )
    .replace(/\*\*([^*]+)\*\*/g, (_, bold) => hold(`<discord-bold>${plain(bold)}</discord-bold>`))
    .split('\n')
    .map(plain)
    .join('<br>')
    .replace(/\u0001(\d+)\u0002/g, (_, index) => held[Number(index)] ?? '')
}

function plain(text: string): string {
  return escapeHtml(text.replace(/\\([^0-9A-Za-z\s])/g, '$1'))
}

function longDate(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Seoul' }).format(new Date(ms))
}

function minute(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Seoul' }).format(
    new Date(ms),
  )
}

const AVATAR = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#2e86de"/><text x="32" y="43" font-size="32" font-family="sans-serif" font-weight="bold" text-anchor="middle" fill="#fff">B</text></svg>')}`

function embed(one: Embed, picture: string | null): string {
  const color = `#${(one.color ?? 0x5865f2).toString(16).padStart(6, '0')}`
  let column = 0
  const fields = (one.fields ?? [])
    .map(field => {
      column = field.inline === true ? (column % 3) + 1 : 0
      const inline = column > 0 ? `inline inline-index="${column}"` : ''
      return `<discord-embed-field field-title="${escapeHtml(field.name)}" ${inline}>${markdown(field.value)}</discord-embed-field>`
    })
    .join('')
  const title = one.title === undefined ? '' : `embed-title="${plain(one.title)}"`
  return `<discord-embed slot="embeds" color="${color}" ${title} ${one.url === undefined ? '' : `url="${escapeHtml(one.url)}"`}
    ${one.author === undefined ? '' : `author-name="${escapeHtml(one.author.name)}"`} ${picture === null ? '' : `image="${picture}"`}>
    ${one.description === undefined ? '' : `<discord-embed-description slot="description">${markdown(one.description)}</discord-embed-description>`}
    ${fields === '' ? '' : `<discord-embed-fields slot="fields">${fields}</discord-embed-fields>`}
    <discord-embed-footer slot="footer" timestamp="${one.timestamp === undefined ? '' : minute(Date.parse(one.timestamp))}">${escapeHtml(one.footer?.text ?? '')}</discord-embed-footer>
  </discord-embed>`
}

function page(messages: readonly Message[], light: boolean, picture: string | null): string {
  const body = messages
    .map(
      message =>
        `<discord-message author="Backchannel" bot avatar="${AVATAR}" timestamp="${minute(Date.UTC(2019, 9, 4, 0, 20))}">${(message.embeds ?? []).map(one => embed(one, picture)).join('')}</discord-message>`,
    )
    .join('')
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0;background:${light ? '#fff' : '#36393e'};font-family:"Noto Sans CJK KR","DejaVu Sans",sans-serif}</style>
  <script type="module" src="/module/@skyra/discord-components-core"></script>
  <discord-messages ${light ? 'light-theme' : ''}>${body}</discord-messages>`
}

/** Serves the page, the picture and the component library, whose bare imports are pointed back here. */
function serve(html: string, picture: Uint8Array | null) {
  return createServer(async (request, response) => {
    const path = decodeURIComponent(request.url ?? '/')
    if (path === '/') return response.setHeader('content-type', 'text/html').end(html)
    if (path === '/digest.png' && picture !== null) return response.setHeader('content-type', 'image/png').end(picture)
    const file = path.startsWith('/module/') ? fileURLToPath(import.meta.resolve(path.slice(8))) : join(root, path)
    if (!file.startsWith(join(root, 'node_modules'))) return response.writeHead(404).end()
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) return response.writeHead(404).end()
    if (path.startsWith('/module/')) return response.writeHead(302, { location: file.slice(root.length) }).end()
    const script = text.replace(/((?:from|import)\s*\(?\s*)(["'])([^./"'][^"']*)\2/g, '$1$2/module/$3$2')
    response.setHeader('content-type', 'text/javascript').end(script)
  })
}

async function shoot(
  name: string,
  messages: readonly Message[],
  light: boolean,
  picture: Uint8Array | null,
  height: number,
): Promise<void> {
  const server = serve(page(messages, light, picture === null ? null : '/digest.png'), picture)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const file = join(docs, `${name}.png`)
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--force-device-scale-factor=1.5',
    '--virtual-time-budget=8000',
  ]
  const profile = `--user-data-dir=${join(tmpdir(), `screenshots-${process.pid}`)}`
  await promisify(execFile)(process.env.CHROMIUM ?? 'chromium', [
    ...flags,
    profile,
    `--window-size=660,${height}`,
    `--screenshot=${file}`,
    `http://127.0.0.1:${port}/`,
  ])
  server.closeAllConnections()
  server.close()
  process.stdout.write(`${file}\n`)
}

const picture = await drawPicture(chart(DIGEST_DAYS, 'Alerts per day'))
await writeFile(join(docs, 'digest-chart.png'), picture)
await shoot('card', CARDS.slice(0, 1), false, null, 430)
await shoot('card-light', CARDS, true, null, 640)
await shoot('digest', [DIGEST_MESSAGE], false, picture, 620)
await shoot('digest-light', [DIGEST_MESSAGE], true, picture, 620)
