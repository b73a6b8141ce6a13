import type { Excerpt } from '../../text/show/problem.ts'

/** Units that are shown before and behind of what is meant: a rule may be thousands of characters long. */
const BEFORE = 50
const BEHIND = 60

const ADDRESS = /(:\/\/)([^\s/?#"'@]*@)?([^\s/?#"']+)([^\s"'?]*)([^\s"']*)/g

/** Lines that may hold a secret whatever it looks like: what a feed is asked with, and where a webhook is named. */
const SECRET_KEY =
  /(?:^\s*(?:- )?|[{,]\s*)["']?(?:headers|authorization|cookie|token|x-api-key|api-key|apikey|webhook|webhookfile)["']?\s*:/i

/** The path of a webhook is its secret, wherever it stands. */
const WEBHOOK = /\/webhooks\//i

/**
 * The line of a file in which something stands. None where it stands among a feed's headers; elsewhere addresses lose
 * their query, and their path where the feed is a secret, and words that look like a token all but their first three characters.
 * @param length UTF-16 units that are meant; to the end of the line at most
 */
export function excerptOf(text: string, offset: number, length: number): Excerpt | undefined {
  const from = text.lastIndexOf('\n', offset - 1) + 1
  const to = text.indexOf('\n', offset)
  const line = text.slice(from, to < 0 ? text.length : to).replace(/\r$/, '')
  if (line.trim() === '' || isSecret(text, from, line)) return undefined
  const shown = masked(
    line,
    /\bsecret["']?\s*:\s*true/.test(text.slice(Math.max(0, from - 600), from + line.length + 600)),
  )
  const start = Math.min(offset - from, line.length)
  const end = Math.max(start, Math.min(start + length, line.trimEnd().length))
  const left = start > BEFORE ? start - BEFORE : 0
  const right = Math.min(line.length, Math.min(end, start + BEHIND) + BEHIND)
  const head = left > 0 ? '…' : ''
  return {
    line: `${head}${shown.slice(left, right)}${right < line.length ? '…' : ''}`,
    start: start - left + head.length,
    end: Math.min(end, right) - left + head.length,
  }
}

/** Whether a line, or one that it stands under, is where secrets are kept. */
function isSecret(text: string, from: number, line: string): boolean {
  if (SECRET_KEY.test(line) || /\bheaders["']?\s*:|\bbearer\b/i.test(line)) return true
  let depth = indentOf(line)
  for (let end = from - 1, looked = 0; end > 0 && depth > 0 && looked < 200; looked += 1) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const above = text.slice(start, end)
    if (above.trim() !== '' && indentOf(above) < depth) {
      if (SECRET_KEY.test(above)) return true
      depth = indentOf(above)
    }
    end = start - 1
  }
  return false
}

function indentOf(line: string): number {
  return line.search(/\S|$/)
}

/** As long as before, so that columns stay. */
function masked(line: string, secret: boolean): string {
  const dots = (text: string) => '•'.repeat(text.length)
  return line
    .replace(ADDRESS, (_, sign, login = '', host, path, query) => {
      return `${sign}${dots(login)}${host}${secret || WEBHOOK.test(path) ? dots(path) : path}${dots(query)}`
    })
    .replace(/[A-Za-z0-9_+=-]{12,}/g, word => (isToken(word) ? word.slice(0, 3) + dots(word.slice(3)) : word))
}

/** Letters and digits mixed in one piece are no word and no number. */
function isToken(word: string): boolean {
  if (word.length >= 24 && /[a-z]/.test(word) && /[A-Z]/.test(word)) return true
  return word.split(/[-_]/).some(part => /\d/.test(part) && /[A-Za-z]/.test(part) && part.length >= 3)
}
