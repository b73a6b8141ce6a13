/** First ms of Discord's ids, which carry the time (Discord's reference page, "Snowflakes"). */
const EPOCH_MS = 1_420_070_400_000

/** When what a Discord id names was made, in ms since 1970 by Discord's clock. */
export function timeOf(snowflake: string): number {
  return Number(BigInt(snowflake) >> 22n) + EPOCH_MS
}
