import type { StoryType } from '../rules/verdict.ts'

/** One legend for all: the same colour for a type on cards, in the digest's picture and in the terminal. Readable on Discord's dark and light ground. */
export const COLOURS: Readonly<Record<StoryType, number>> = {
  summit: 0xd4a017,
  talks: 0x2e86de,
  statement: 0x8e6bbf,
  sanctions: 0xd35400,
  weapons: 0xc0392b,
  military: 0x7f8c3d,
  people: 0x16a085,
  other: 0x7f8c8d,
}
