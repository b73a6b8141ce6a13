/** Invalid responses within the window that open the breaker: far below the 10,000 at which Discord bans the address. */
export const BREAKER_ANSWERS = 20
export const BREAKER_WINDOW_MS = 10 * 60_000

/** Adds one to the times of the invalid responses within the window, oldest first. */
export function noteInvalid(times: readonly number[], now: number): readonly number[] {
  return [...times, now].filter(time => time > now - BREAKER_WINDOW_MS && time <= now).slice(-BREAKER_ANSWERS)
}

/** ms since 1970 until which nothing is sent; null while fewer than 20 responses of the last ten minutes were invalid. */
export function breakerUntil(times: readonly number[], now: number): number | null {
  const recent = times.filter(time => time > now - BREAKER_WINDOW_MS && time <= now)
  const oldest = recent.at(-BREAKER_ANSWERS)
  return recent.length < BREAKER_ANSWERS || oldest === undefined ? null : oldest + BREAKER_WINDOW_MS
}
