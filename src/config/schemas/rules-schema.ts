import { z } from 'zod'
import type { RulesFile } from '../../rules/expression/compile.ts'
import { PRIORITIES, STORY_TYPES } from '../../rules/verdict.ts'

const expression = z.string({ error: 'an expression must be text – put it in quotes' }).meta({
  description: 'Words, "phrases" and @lists, joined by and, or, not, near/8, in title: or summary: where it matters.',
})
const ruleName = z
  .string()
  .regex(
    /^[\p{L}\p{N}]([\p{L}\p{N} -]{0,62}[\p{L}\p{N}])?$/u,
    'not a name for it – letters, digits, spaces and hyphens, at most 64',
  )
const examples = (about: string) => z.array(z.string().min(1)).optional().meta({ description: about })

const rule = z.strictObject({
  name: ruleName.meta({ description: 'Shown on alerts and in reasons.' }),
  when: expression.optional(),
  unless: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ description: 'Names of shared exclusions.' }),
  type: z.enum(STORY_TYPES).optional().meta({ description: 'Event type; left out: the first of types: decides.' }),
  priority: z.enum(PRIORITIES).optional(),
  route: z.string().optional().meta({ description: 'A route of settings.yaml; default: default.' }),
  doubtful: z
    .boolean()
    .optional()
    .meta({ description: 'true: it does not alert by itself, but may join a story that did.' }),
  weigh: z
    .boolean()
    .optional()
    .meta({ description: 'false: what it matches is alerted whatever its score by weights.yaml.' }),
  points: z
    .array(z.strictObject({ when: expression, add: z.number().min(-100).max(100) }))
    .optional()
    .meta({ description: 'Points for each part that holds; with at-least.' }),
  'at-least': z.number().min(1).optional().meta({ description: 'The sum of points that is enough.' }),
  matches: examples('Headlines that this rule must match; check runs them.'),
  rejects: examples('Headlines that this rule must not match; check runs them.'),
})

export const rulesSchema = z
  .strictObject({
    unless: z.record(ruleName, expression).optional().meta({ description: 'Exclusions that rules share by name.' }),
    rules: z.array(rule).min(1, 'no rule is listed – add at least one'),
    types: z
      .array(z.strictObject({ type: z.enum(STORY_TYPES), when: expression }))
      .optional()
      .meta({
        description:
          'Decides the event type in this order where a rule names none, before the points of weights.yaml do.',
      }),
  })
  .meta({ title: 'Backchannel rules' })

/** Fills in the defaults. */
export function toRules(raw: z.output<typeof rulesSchema>): RulesFile {
  const rules = raw.rules.map(each => ({
    name: each.name,
    when: each.when ?? null,
    unless: each.unless === undefined ? [] : typeof each.unless === 'string' ? [each.unless] : each.unless,
    type: each.type ?? null,
    priority: each.priority ?? 'normal',
    route: each.route ?? 'default',
    doubtful: each.doubtful ?? false,
    weigh: each.weigh ?? true,
    points: each.points ?? [],
    atLeast: each['at-least'] ?? null,
    matches: each.matches ?? [],
    rejects: each.rejects ?? [],
  }))
  return { unless: raw.unless ?? {}, rules, types: raw.types ?? [] }
}
