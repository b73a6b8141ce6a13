import { parseDocument } from 'yaml'
import type { Level } from '../rules/rule-set.ts'
import type { Learnt } from '../rules/weigh/train.ts'
import type { TypePoints } from '../rules/weigh/type-points.ts'

/** The text of weights.yaml with learnt points, levels and types (null: unchanged); names, conditions, reasons, comments and order stay. */
export function withLearnt(
  text: string,
  { base, points }: Learnt,
  levels: Readonly<Record<Level, number>>,
  types: TypePoints | null,
): string {
  const document = parseDocument(text)
  document.setIn(['base'], base)
  for (const [level, score] of Object.entries(levels)) document.setIn(['levels', level], score)
  points.forEach((each, place) => {
    document.setIn(['weights', place, 'points'], each)
  })
  if (types !== null) document.set('types', document.createNode(types))
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
