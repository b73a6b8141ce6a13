/** Discord's limits, in UTF-16 units. Source: Discord's message resource page, "Embed Limits" and "Create Message". */
export const LIMITS = {
  content: 2000,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  author: 256,
  /** All texts of all embeds of a message together. */
  total: 6000,
  url: 2048,
} as const

/** How much of the total each part of a card may take, so that no card can reach 6000: the sum is 5,896. */
export const SHARES = {
  author: 200,
  title: LIMITS.title,
  description: 1600,
  people: 560,
  where: 300,
  coming: 700,
  also: 560,
  footer: 300,
  names: 240,
} as const
