import type { Excerpt } from '../../text/show/problem.ts'

/** UTF-16 units shown before and after the marked part: a rule may be thousands of characters long. */
const BEFORE = 50
const BEHIND = 60

const ADDRESS = /(:\/\/)([^\s/?#"'@]*@)?([^\s/?#"']+)([^\s"'?]*)([^\s"']*)/g

/** Keys whose lines may hold a secret of any form: request headers, and the places that name a webhook. */
const SECRET_KEY =
  /(?:^\s*(?:- )?|[{,]\s*)["']?(?:headers|authorization|cookie|token|x-api-key|api-key|apikey|webhook|webhookfile)["']?\s*:/i

/** A webhook's path is its secret, wherever it occurs. */
const WEBHOOK = /\/webhooks\//i

/**
 * The line of a file around a place. None within a feed's headers; elsewhere addresses lose
 * their query, and their path if the feed is secret, and words that look like a token lose all but their first three characters.
 * @param length UTF-16 units to mark; at most to the end of the line
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

/** Whether a line, or a key above it, may hold secrets. */
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

/** Keeps the length, so that columns stay right. */
function masked(line: string, secret: boolean): string {
  const dots = (text: string) => '•'.repeat(text.length)
  return line
    .replace(ADDRESS, (_, sign, login = '', host, path, query) => {
      return `${sign}${dots(login)}${host}${secret || WEBHOOK.test(path) ? dots(path) : path}${dots(query)}`
    })
    .replace(/[A-Za-z0-9_+=-]{12,}/g, word => (isToken(word) ? word.slice(0, 3) + dots(word.slice(3)) : word))
}

/** A long mix of letters and digits is neither a word nor a number. */
function isToken(word: string): boolean {
  if (word.length >= 24 && /[a-z]/.test(word) && /[A-Z]/.test(word)) return true
  return word.split(/[-_]/).some(part => /\d/.test(part) && /[A-Za-z]/.test(part) && part.length >= 3)
}
