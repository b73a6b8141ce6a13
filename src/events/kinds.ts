import type { Kind } from './event.ts'
import type { EventsFile } from './events-file.ts'

const ORDER = ['live', 'pictures', 'text', 'roundup', 'analysis'] as const

/** The kind of piece, by its headline: "Why …", "LIVE: …", "In pictures: …", "… | Opinion". */
export function kindOf(title: string, kinds: EventsFile['kinds']): Kind {
  const folded = title.toLowerCase().replace(/[’‘]/g, "'").trim()
  for (const kind of ORDER) {
    const marks = kinds[kind]
    if (marks === undefined) continue
    if (marks.starts.some(mark => starts(folded, mark.toLowerCase()))) return kind
    if (marks.anywhere.some(mark => within(folded, mark.toLowerCase()))) return kind
    if (marks.ends.some(mark => folded.endsWith(mark))) return kind
  }
  return 'report'
}

function starts(text: string, mark: string): boolean {
  return text.startsWith(mark) && ends(text, mark.length, mark)
}

function within(text: string, mark: string): boolean {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const before = at === 0 || !/[a-z\d]/.test(text[at - 1] ?? '') || !/^[a-z\d]/.test(mark)
    if (before && ends(text, at + mark.length, mark)) return true
  }
  return false
}

/** Whether a mark ends here: in Latin letters only where a word ends, in other scripts anywhere. */
function ends(text: string, at: number, mark: string): boolean {
  return !/[a-z\d]$/.test(mark) || !/[a-z\d']/.test(text[at] ?? '')
}
