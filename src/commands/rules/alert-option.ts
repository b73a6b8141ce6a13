import { LEVELS, type Level } from '../../rules/rule-set.ts'

/** @returns null: left out; undefined: not a level */
export function alertOption(value: unknown): Level | number | null | undefined {
  if (value === undefined) return null
  const level = LEVELS.find(one => one === value)
  if (level !== undefined) return level
  return /^\d{1,3}$/.test(String(value)) && Number(value) <= 100 ? Number(value) : undefined
}
