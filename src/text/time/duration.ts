const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Reads "90s", "10m", "6h" or "30d" as ms; null for anything else. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(text.trim())
  if (match === null) return null
  return Math.round(Number(match[1]) * UNITS[match[2] as keyof typeof UNITS])
}

/** Writes ms in the largest readable unit: "45 s", "10 min", "6 h", "3 d". */
export function renderDuration(ms: number): string {
  const rounded = Math.max(0, ms)
  if (rounded < 90_000) return `${Math.round(rounded / 1000)} s`
  if (rounded < 90 * 60_000) return `${Math.round(rounded / 60_000)} min`
  if (rounded < 36 * UNITS.h) return `${Math.round(rounded / UNITS.h)} h`
  return `${Math.round(rounded / UNITS.d)} d`
}
