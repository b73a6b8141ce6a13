import { STORY_TYPES, type StoryType } from '../../rules/verdict.ts'
import { renderDay } from '../../text/time/day.ts'
import { COLOURS } from '../card/colour.ts'
import { TYPE_LABELS } from '../card/labels.ts'

/** Reports of one day by story type. */
export interface DayCount {
  /** YYYY-MM-DD in the zone of settings.yaml. */
  readonly date: string
  /** The last day, if the bar covers part of a second one. */
  readonly to?: string
  readonly counts: Readonly<Partial<Record<StoryType, number>>>
}

/** Title of the picture and of its text version. */
export const CHART_TITLE = 'Reports per day'

const WIDTH = 900
/** Margins of the plot, in units of the picture. */
const PLOT = { left: 72, top: 88, right: 20 } as const
const PLOT_HEIGHT = 260
/** Font size: 15 px when Discord shows the picture 450 px wide, 10 on a narrow phone. */
const LETTER = 30
const LEGEND_ROW = 46
/** A grey with the same contrast, 3.7 to 1, on Discord's light and dark themes: the picture has no background of its own. */
const INK = '#83868c'
/** Most bars that can each have a date below them. */
const DATES = 7

/** Reports per day by type as stacked bars: an SVG 900 wide, without a background, for Discord's dark and light themes. */
export function chart(days: readonly DayCount[]): string {
  const top = scaleTop(Math.max(1, ...days.map(totalOf)))
  const slot = (WIDTH - PLOT.left - PLOT.right) / Math.max(1, days.length)
  const y = (value: number) => PLOT.top + PLOT_HEIGHT - (value / top) * PLOT_HEIGHT
  const legendTop = PLOT.top + PLOT_HEIGHT + 102
  const { parts: names, bottom } = legend(days, legendTop)
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${bottom}" viewBox="0 0 ${WIDTH} ${bottom}" font-family="DejaVu Sans" font-weight="bold" font-size="${LETTER}" fill="${INK}">`,
    text(PLOT.left, 34, CHART_TITLE),
  ]
  for (const value of ticks(top)) {
    const at = round(y(value))
    parts.push(
      `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${at}" y2="${at}" stroke="${INK}" stroke-opacity="0.35" stroke-width="2"/>`,
    )
    parts.push(text(PLOT.left - 12, y(value) + 11, String(value), 'end'))
  }
  const every = Math.ceil(days.length / DATES)
  let named = ''
  days.forEach((day, index) => {
    const middle = PLOT.left + slot * (index + 0.5)
    parts.push(...bars(day, middle, Math.max(4, Math.min(72, slot * 0.72)), y))
    // Counted from the end, so that the last day is always labelled. The month is below the first date and where it changes.
    if ((days.length - 1 - index) % every === 0) {
      const { number, month } = shortDate(day)
      parts.push(text(middle, PLOT.top + PLOT_HEIGHT + 38, number, 'middle'))
      if (month !== named) parts.push(text(middle, PLOT.top + PLOT_HEIGHT + 74, month, 'middle'))
      named = month
    }
  })
  return [...parts, ...names, '</svg>'].join('\n')
}

/** The picture's numbers as text, for those who cannot see it. */
export function chartText(days: readonly DayCount[]): string {
  const sums = STORY_TYPES.map(type => [type, days.reduce((sum, day) => sum + (day.counts[type] ?? 0), 0)] as const)
  const byType = sums.filter(([, count]) => count > 0).map(([type, count]) => `${TYPE_LABELS[type]} ${count}`)
  const byDay = days.map(day => `${longDate(day)} ${totalOf(day)}`)
  return `${CHART_TITLE}: ${byDay.join(', ')}. By type: ${byType.join(', ') || 'none'}.`
}

/** One bar, the types stacked, with its sum above if it is wide enough. */
function bars(day: DayCount, middle: number, width: number, y: (value: number) => number): readonly string[] {
  const out: string[] = []
  let sum = 0
  for (const type of STORY_TYPES) {
    const count = day.counts[type] ?? 0
    if (count === 0) continue
    const tall = y(sum) - y(sum + count)
    sum += count
    out.push(
      `<rect x="${round(middle - width / 2)}" y="${round(y(sum))}" width="${round(width)}" height="${round(Math.max(1, tall - 2))}" fill="${hex(COLOURS[type])}"/>`,
    )
  }
  return sum > 0 && width >= 30 ? [...out, text(middle, y(sum) - 8, String(sum), 'middle')] : out
}

/** "4" of "Oct"; "3–4" if a bar covers part of a second day. */
function shortDate({ date, to }: DayCount): { readonly number: string; readonly month: string } {
  const [, number = '', month = ''] = renderDay(to ?? date).split(' ')
  return { number: to === undefined ? number : `${Number(date.slice(8))}–${number}`, month }
}

/** "2019-10-04", "2019-10-03/04". */
function longDate({ date, to }: DayCount): string {
  if (to === undefined) return date
  return `${date}/${to.slice(0, 7) === date.slice(0, 7) ? to.slice(8) : to.slice(5)}`
}

/** The types that occur, in as many rows as they need. */
function legend(
  days: readonly DayCount[],
  top: number,
): { readonly parts: readonly string[]; readonly bottom: number } {
  const parts: string[] = []
  let [x, y]: [number, number] = [PLOT.left, top]
  for (const type of STORY_TYPES) {
    if (!days.some(day => (day.counts[type] ?? 0) > 0)) continue
    const width = 36 + TYPE_LABELS[type].length * 21 + 22
    if (x + width > WIDTH) [x, y] = [PLOT.left, y + LEGEND_ROW]
    parts.push(`<rect x="${x}" y="${y}" width="24" height="24" rx="4" fill="${hex(COLOURS[type])}"/>`)
    parts.push(text(x + 34, y + 23, TYPE_LABELS[type]))
    x += width
  }
  return { parts, bottom: y + LEGEND_ROW }
}

function totalOf(day: DayCount): number {
  return Object.values(day.counts).reduce((sum, count) => sum + count, 0)
}

function scaleTop(most: number): number {
  if (most <= 5) return 5
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 5, 10].map(step => step * power).find(value => value >= most) ?? most
}

function ticks(top: number): readonly number[] {
  const steps = top % 4 === 0 ? 4 : 5
  return Array.from({ length: steps + 1 }, (_, index) => (top / steps) * index)
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  const safe = content.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`)
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${safe}</text>`
}

function hex(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
