import { LANGUAGES } from '../../language/known-languages.ts'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const ENGLISH = /\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (\d{1,2})(?!\d|,? ?\d{4})/giu
const DAY_FIRST = /\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b/giu
const EASTERN = new RegExp(`(\\d{1,2})\\s?(?:${signsOf('month')})\\s?(\\d{1,2})\\s?(?:${signsOf('day')})`, 'gu')

/** Days that a headline names with their month, as MM-DD. */
export function daysOf(title: string): readonly string[] {
  const days = new Set<string>()
  for (const [, month = '', day = ''] of title.matchAll(ENGLISH)) days.add(dayOf(monthOf(month), Number(day)))
  for (const [, day = '', month = ''] of title.matchAll(DAY_FIRST)) days.add(dayOf(monthOf(month), Number(day)))
  for (const [, month = '', day = ''] of title.matchAll(EASTERN)) days.add(dayOf(Number(month), Number(day)))
  days.delete('')
  return [...days]
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

function dayOf(month: number, day: number): string {
  if (month < 1 || month > 12 || day < 1 || day > 31) return ''
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function signsOf(of: 'month' | 'day'): string {
  return LANGUAGES.flatMap(({ dateSigns }) => dateSigns?.[of] ?? []).join('|')
}
