import { parseDocument } from 'yaml'
import type { Level } from '../rules/rule-set.ts'
import type { Learnt } from '../rules/train.ts'

/** The text of weights.yaml with learnt points and levels in it; names, conditions, reasons, comments and order stay. */
export function withLearnt(text: string, { base, points }: Learnt, levels: Readonly<Record<Level, number>>): string {
  const document = parseDocument(text)
  document.setIn(['base'], base)
  for (const [level, score] of Object.entries(levels)) document.setIn(['levels', level], score)
  points.forEach((each, place) => {
    document.setIn(['weights', place, 'points'], each)
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
