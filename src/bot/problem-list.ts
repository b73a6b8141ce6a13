import { escapeText } from '../alerts/card/escape.ts'

/** Most problems that a message lists: `check` lists all of them. */
const MOST = 5
const LONGEST_LINE = 280
/** Discord's limit for a message's content is 2000 characters (Create Message). */
const LONGEST = 1900

/** A sentence and a short list as the content of a message; left-out entries are counted. */
export function listMessage(text: string, list: readonly string[]): string {
  let content = escapeText(text, LONGEST)
  let told = 0
  for (const one of list.slice(0, MOST)) {
    const line = `\n- ${escapeText(one, LONGEST_LINE)}`
    // Room is kept for the count.
    if (content.length + line.length > LONGEST - 40) break
    content += line
    told += 1
  }
  return told < list.length ? `${content}\n- and ${list.length - told} more` : content
}
