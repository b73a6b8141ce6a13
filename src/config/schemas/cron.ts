const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

interface Field {
  readonly name: string
  readonly least: number
  readonly most: number
  /** Names for least, least + 1 and so on. */
  readonly names: readonly string[]
}

const FIELDS: readonly Field[] = [
  { name: 'second', least: 0, most: 59, names: [] },
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'weekday', least: 0, most: 7, names: DAYS },
]

/**
 * What is wrong with a cron expression of five fields (minute hour day month weekday), or six with seconds before them; null: nothing.
 * Each field takes *, numbers, ranges, lists and steps, months and weekdays also by their first three letters.
 */
export function cronProblem(expression: string): string | null {
  const parts = expression.trim().split(/\s+/)
  if (parts.length < 5 || parts.length > 6) return 'it does not have five fields'
  const fields = FIELDS.slice(FIELDS.length - parts.length)
  for (const [index, part] of parts.entries()) {
    const field = fields[index]
    if (field !== undefined && !part.split(',').every(one => isOf(field, one))) {
      return `"${part}" is no ${field.name} from ${field.least} to ${field.most}`
    }
  }
  return null
}

function isOf(field: Field, text: string): boolean {
  const [range = '', step, ...more] = text.split('/')
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false
  if (range === '*') return true
  const ends = range.split('-').map(end => numberOf(field, end))
  if (ends.length > 2 || ends.some(end => end === null || end < field.least || end > field.most)) return false
  const [from, to] = ends
  return to === undefined || (from ?? 0) <= (to ?? 0)
}

function numberOf(field: Field, text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const at = field.names.indexOf(text.toLowerCase())
  return at < 0 ? null : at + field.least
}
