import { STORY_TYPES, type StoryType } from '../rules/verdict.ts'
import { COLOURS } from './colour.ts'

/** Alerts of one day by type. */
export interface DayCount {
  /** YYYY-MM-DD in the zone of settings.yaml. */
  readonly date: string
  readonly counts: Readonly<Partial<Record<StoryType, number>>>
}

const WIDTH = 900
const HEIGHT = 420
const PLOT = { left: 56, top: 64, right: 24, bottom: 84 } as const

/**
 * Alerts per day by type as stacked bars, an SVG of 900 × 420. The ground is opaque and light with dark text, so that it reads the same on
 * Discord's dark and light themes.
 */
export function chart(days: readonly DayCount[], title: string): string {
  const totals = days.map(day => totalOf(day))
  const top = scaleTop(Math.max(1, ...totals))
  const width = WIDTH - PLOT.left - PLOT.right
  const height = HEIGHT - PLOT.top - PLOT.bottom
  const slot = width / Math.max(1, days.length)
  const bar = Math.max(2, Math.min(64, slot * 0.72))
  const y = (value: number) => PLOT.top + height - (value / top) * height
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="DejaVu Sans">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="12" fill="#f6f7f9"/>`,
    text(PLOT.left, 36, title, { size: 20, weight: 'bold' }),
  ]
  for (const value of ticks(top)) {
    parts.push(
      `<line x1="${PLOT.left}" x2="${WIDTH - PLOT.right}" y1="${round(y(value))}" y2="${round(y(value))}" stroke="#c9ced6"/>`,
    )
    parts.push(text(PLOT.left - 10, y(value) + 5, String(value), { size: 14, anchor: 'end' }))
  }
  const every = Math.ceil(days.length / 10)
  days.forEach((day, index) => {
    const left = PLOT.left + slot * index + (slot - bar) / 2
    let sum = 0
    for (const type of STORY_TYPES) {
      const count = day.counts[type] ?? 0
      if (count === 0) continue
      sum += count
      const tall = (count / top) * height
      parts.push(
        `<rect x="${round(left)}" y="${round(y(sum))}" width="${round(bar)}" height="${round(tall)}" fill="${hex(COLOURS[type])}" stroke="#f6f7f9"/>`,
      )
    }
    if (index % every === 0)
      parts.push(text(left + bar / 2, PLOT.top + height + 22, day.date.slice(5), { size: 14, anchor: 'middle' }))
  })
  parts.push(...legend(days), '</svg>')
  return parts.join('\n')
}

/** The picture's numbers in words, for those who do not see it. */
export function chartText(days: readonly DayCount[]): string {
  const sums = STORY_TYPES.map(type => [type, days.reduce((sum, day) => sum + (day.counts[type] ?? 0), 0)] as const)
  const byType = sums.filter(([, count]) => count > 0).map(([type, count]) => `${type} ${count}`)
  const byDay = days.map(day => `${day.date} ${totalOf(day)}`)
  return `Alerts per day: ${byDay.join(', ')}. By type: ${byType.join(', ') || 'none'}.`
}

function legend(days: readonly DayCount[]): string[] {
  const shown = STORY_TYPES.filter(type => days.some(day => (day.counts[type] ?? 0) > 0))
  let x: number = PLOT.left
  return shown.flatMap(type => {
    const at = x
    x += 34 + type.length * 9.5
    return [
      `<rect x="${at}" y="${HEIGHT - 38}" width="16" height="16" rx="3" fill="${hex(COLOURS[type])}"/>`,
      text(at + 22, HEIGHT - 24, type, { size: 15 }),
    ]
  })
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

interface TextStyle {
  readonly size: number
  readonly weight?: 'bold'
  readonly anchor?: 'middle' | 'end'
}

function text(x: number, y: number, content: string, style: TextStyle): string {
  const safe = content.replace(/[<>&"]/g, character => `&#${character.charCodeAt(0)};`)
  return `<text x="${round(x)}" y="${round(y)}" font-size="${style.size}" font-weight="${style.weight ?? 'normal'}" text-anchor="${style.anchor ?? 'start'}" fill="#23272e">${safe}</text>`
}

function hex(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
