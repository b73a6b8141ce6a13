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
  /** All texts of all embeds in a message together. */
  total: 6000,
  url: 2048,
} as const

/**
 * How much each part of a card may take, so that no card can reach the total: author, title, description, four sides, the other fields
 * and the footer come to less than 5,900.
 */
export const SHARES = {
  author: 200,
  title: LIMITS.title,
  /** The description's parts: the update line, the link to the newer card, the bot's words, the sources' sentences. */
  description: 2000,
  phrase: 100,
  gist: 300,
  summary: 1300,
  /** Per side: four sides share one field of 1024. */
  side: 220,
  where: 200,
  coming: 700,
  develops: 400,
  /** The lines of a summary card, which has nothing else. */
  listed: 3800,
  /** The line that a notification shows; phones cut it earlier. */
  line: 120,
} as const
