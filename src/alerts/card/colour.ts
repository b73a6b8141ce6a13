import type { StoryType } from '../../rules/verdict.ts'

/** A type has the same colour on cards, in the digest's picture and in the terminal: contrast at least 3 to 1 on Discord's light and dark themes. */
export const COLOURS: Readonly<Record<StoryType, number>> = {
  summit: 0xb8860b,
  talks: 0x2e86de,
  statement: 0x9470c4,
  sanctions: 0xd9640f,
  weapons: 0xd63c5e,
  military: 0x7f8c3d,
  people: 0x16a085,
  other: 0x7f8c8d,
}
