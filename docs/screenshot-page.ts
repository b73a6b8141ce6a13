import type { ActionRow, Embed } from '../src/alerts/card/message.ts'
import { plainText } from '../src/alerts/terminal/plain-text.ts'
import type { Posted } from './screenshot-demo.ts'

/** How a reader looks at the channel. */
export interface Look {
  readonly light: boolean
  /** CSS pixels. */
  readonly width: number
  /** IANA zone of the reader. */
  readonly timeZone: string
}

export const PICTURE_PATH = '/digest.png'

const AVATAR = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#2e86de"/><text x="32" y="43" font-size="32" font-family="sans-serif" font-weight="bold" text-anchor="middle" fill="#fff">B</text></svg>')}`

const READER = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#3ba55c"/><text x="32" y="43" font-size="32" font-family="sans-serif" font-weight="bold" text-anchor="middle" fill="#fff">A</text></svg>')}`

const FIT = `
  .discord-embed-root, .discord-embed-wrapper, .discord-embed-grid { min-width: 0 }
  .discord-embed-grid { grid-template-columns: minmax(0, 1fr) !important }
  .discord-embed-author-block, .discord-embed-author-block > span { max-width: 100% !important }
  .discord-embed-image { width: 100%; max-width: 450px !important; max-height: none !important }
`

/** The channel as a page in Discord's look, by @skyra/discord-components-core. */
export function page(messages: readonly Posted[], look: Look): string {
  const ground = look.light ? '#ffffff' : '#313338'
  return `<!doctype html><meta charset="utf-8"><style>
    body{margin:0;background:${ground}}
    #channel{width:${look.width}px;background:${ground};font-family:"Noto Sans","DejaVu Sans","Noto Sans CJK KR",sans-serif}
    #channel{padding-bottom:12px}
    discord-message{padding-right:16px!important}
    .block{margin:6px 0 0;padding:8px;border-radius:4px;font:12px/1.35 "DejaVu Sans Mono",monospace;white-space:pre-wrap;background:#2b2d31;border:1px solid #1e1f22}
    discord-messages{min-height:0!important;border:none!important;background-color:${ground}!important}
  </style>
  <script type="module" src="/module/@skyra/discord-components-core"></script>
  <div id="channel"><discord-messages ${look.light ? 'light-theme' : ''}>${messages.map(one => message(one, look)).join('')}</discord-messages></div>
  <script>
    const tell = () => { document.title = 'height ' + Math.ceil(document.getElementById('channel').getBoundingClientRect().height) }
    const fit = () => {
      // As Discord does: the picture as wide as the message allows, and nothing wider than the window.
      for (const embed of document.querySelectorAll('discord-embed')) {
        const root = embed.shadowRoot
        if (root === null || root.querySelector('[data-fit]') !== null) continue
        const style = document.createElement('style')
        style.dataset.fit = ''
        style.textContent = ${JSON.stringify(FIT)}
        root.append(style)
      }
    }
    setInterval(() => { fit(); tell() }, 200)
  </script>`
}

function message({ message: sent, at, edits, answers, asked, files = [] }: Posted, look: Look): string {
  const command =
    asked === undefined || asked === ''
      ? ''
      : `<discord-command slot="reply" author="Analyst" avatar="${READER}" command="${attribute(asked)}"></discord-command>`
  const reply =
    answers === null
      ? command
      : `<discord-reply slot="reply" author="Backchannel" bot role-color="${look.light ? '#2e3338' : '#dcddde'}" avatar="${AVATAR}">${markdown(answers.content ?? '', look)}</discord-reply>`
  const embeds = (sent.embeds ?? []).map(one => embed(one, look)).join('')
  return `<discord-message author="Backchannel" bot avatar="${AVATAR}" timestamp="${minute(at, look)}" ${edits > 0 ? 'edited' : ''} ${asked === undefined ? '' : 'ephemeral'}>${reply}${markdown(sent.content ?? '', look)}${embeds}${files.map(file).join('')}${rows(sent.components ?? [])}</discord-message>`
}

function file(name: string): string {
  return `<discord-attachments slot="attachments"><discord-file-attachment name="${attribute(name)}" bytes="2" bytes-unit="KB"></discord-file-attachment></discord-attachments>`
}

function rows(all: readonly ActionRow[]): string {
  if (all.length === 0) return ''
  const drawn = all.map(({ components }) => {
    const parts = components.map(one =>
      one.type === 2
        ? `<discord-button type="secondary">${escapeHtml(one.label)}</discord-button>`
        : `<discord-string-select-menu placeholder="${attribute(one.placeholder)}"></discord-string-select-menu>`,
    )
    return `<discord-action-row>${parts.join('')}</discord-action-row>`
  })
  return `<discord-attachments slot="components">${drawn.join('')}</discord-attachments>`
}

function embed(one: Embed, look: Look): string {
  const color = `#${(one.color ?? 0x5865f2).toString(16).padStart(6, '0')}`
  let column = 0
  const fields = (one.fields ?? []).map(field => {
    // A phone shows each field below the other.
    column = field.inline === true && look.width >= 500 ? (column % 3) + 1 : 0
    const inline = column > 0 ? `inline inline-index="${column}"` : ''
    return `<discord-embed-field field-title="${attribute(field.name)}" ${inline}>${markdown(field.value, look)}</discord-embed-field>`
  })
  const parts = [
    `color="${color}"`,
    one.title === undefined ? '' : `embed-title="${attribute(plainText(one.title, look.timeZone))}"`,
    one.url === undefined ? '' : `url="${attribute(one.url)}"`,
    one.author === undefined ? '' : `author-name="${attribute(one.author.name)}"`,
    one.image === undefined ? '' : `image="${PICTURE_PATH}"`,
  ]
  const time = one.timestamp === undefined ? '' : minute(Date.parse(one.timestamp), look)
  return `<discord-embed slot="embeds" ${parts.join(' ')}>
    ${one.description === undefined ? '' : `<discord-embed-description slot="description">${markdown(one.description, look)}</discord-embed-description>`}
    ${fields.length === 0 ? '' : `<discord-embed-fields slot="fields">${fields.join('')}</discord-embed-fields>`}
    <discord-embed-footer slot="footer" timestamp="${time}">${escapeHtml(one.footer?.text ?? '')}</discord-embed-footer>
  </discord-embed>`
}

/** What our messages use of Discord's markdown: a backslash escape, links, instants, strikes, bold, mentions of roles. */
const MARKUP =
  /\\([^0-9A-Za-z\s])|\[((?:\\.|[^\]\\])*)\]\((https?:[^)\s]+)\)|<t:(\d+)(?::\w)?>|~~((?:\\.|[^~\\])*)~~|\*\*((?:\\.|[^*\\])*)\*\*|<@&(\d+)>|`([^`]+)`|([^\\[<~*`]+|[\s\S])/g

function markdown(text: string, look: Look): string {
  const block = /^```\n([\s\S]*)\n```$/.exec(text)
  if (block !== null) return `<pre class="block">${escapeHtml(block[1] ?? '')}</pre>`
  const lines = text.split('\n').map((line, index) => {
    const item = /^( *)- (.*)$/.exec(line)
    if (item === null) return (index > 0 ? '<br>' : '') + inline(line, look)
    const left = 1.1 + (item[1] ?? '').length * 0.5
    return `<div style="padding-left:${left}em;text-indent:-0.8em">${item[1] === '' ? '•' : '◦'} ${inline(item[2] ?? '', look)}</div>`
  })
  return lines.join('').replaceAll('</div><br>', '</div>')
}

function inline(text: string, look: Look): string {
  return text.replace(MARKUP, (_, literal, label, url, seconds, struck, bold, role, code, rest) => {
    if (literal !== undefined) return escapeHtml(literal)
    if (label !== undefined) return `<discord-link href="${attribute(url)}">${inline(label, look)}</discord-link>`
    if (seconds !== undefined)
      return `<discord-time>${escapeHtml(longTime(Number(seconds) * 1000, look))}</discord-time>`
    if (struck !== undefined) return `<s>${inline(struck, look)}</s>`
    if (bold !== undefined) return `<discord-bold>${inline(bold, look)}</discord-bold>`
    if (role !== undefined) return '<discord-mention type="role">desk</discord-mention>'
    if (code !== undefined) return `<discord-code>${escapeHtml(code)}</discord-code>`
    return escapeHtml(rest)
  })
}

function longTime(at: number, { timeZone }: Look): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(at))
}

function minute(at: number, { timeZone }: Look): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(new Date(at))
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
}

function attribute(text: string): string {
  return escapeHtml(text)
}
