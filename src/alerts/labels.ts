import type { Side } from '../briefs/brief.ts'
import type { StoryType } from '../rules/verdict.ts'

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

/** What a side is called where people read it; people of no known side are only named. */
export const SIDE_LABELS: Readonly<Record<Side, string>> = {
  US: 'United States',
  DPRK: 'North Korea',
  ROK: 'South Korea',
  other: 'Also named',
}
