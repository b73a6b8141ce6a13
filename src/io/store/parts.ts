import { isCounts } from './codec.ts'
import type { Records } from './records.ts'

/**
 * Number of parts of each place, from the index; an unreadable index is rebuilt from the existing parts.
 * @param prefix of the parts: `archive/` for `archive/2026-03-10/2`
 */
export async function readParts(
  records: Records,
  index: string,
  prefix: string,
): Promise<Readonly<Record<string, number>>> {
  const [value] = await records.read([index])
  if (value === undefined) return {}
  if (isCounts(value)) return value
  const parts: Record<string, number> = {}
  for await (const [key] of records.all()) {
    if (!key.startsWith(prefix)) continue
    const border = key.lastIndexOf('/')
    const place = key.slice(prefix.length, border)
    parts[place] = Math.max(parts[place] ?? 0, Number(key.slice(border + 1)))
  }
  await records.replace(index, value, parts)
  return parts
}
