/** Discord's epoch, in ms since 1970: its ids count time from here (Discord's reference page, "Snowflakes"). */
const EPOCH_MS = 1_420_070_400_000

/** The creation time in a Discord id, in ms since 1970 by Discord's clock. */
export function timeOf(snowflake: string): number {
  return Number(BigInt(snowflake) >> 22n) + EPOCH_MS
}
