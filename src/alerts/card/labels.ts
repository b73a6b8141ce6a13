import type { StoryType } from '../../rules/verdict.ts'

/** The names of story types for readers; rules.yaml uses the ids. */
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

/** Label for people of no known side. */
export const OTHERS_LABEL = 'Also named'
