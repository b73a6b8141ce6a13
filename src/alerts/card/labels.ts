import type { StoryType } from '../../rules/verdict.ts'

/** What a type of story is called where people read it; the ids are for rules.yaml. */
export const TYPE_LABELS: Readonly<Record<StoryType, string>> = {
  summit: 'Summit',
  talks: 'Talks',
  statement: 'Statement',
  sanctions: 'Sanctions',
  weapons: 'Weapons',
  military: 'Military',
  people: 'People',
  other: 'Other',
}

/** What those are called who are of no known side, and only named. */
export const OTHERS_LABEL = 'Also named'
