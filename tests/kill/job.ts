import { z } from 'zod'

const schema = z.strictObject({
  stateUrl: z.string(),
  api: z.string(),
  token: z.string(),
  channelId: z.string(),
  items: z.int(),
  /** ms between two polls of the feed. */
  pauseMs: z.number(),
  /** The worker's clock runs this many times as fast, from `clockFrom` on, so that pauses are short. */
  speed: z.number(),
  clockFrom: z.number(),
  nonceWindowMs: z.number(),
  deadlineMs: z.number(),
  /** Whether it waits for the right to write, as with replicas. */
  lease: z.boolean(),
  dieAt: z.strictObject({ point: z.string(), times: z.int() }).nullable(),
})

/** What a worker is to do. */
export type Job = z.output<typeof schema>

export function readJob(text: string): Job {
  return schema.parse(JSON.parse(text))
}

/** Points at which a worker can be made to end. */
export const POINTS = ['unseen', 'commit', 'openDeliveries', 'saveDelivery', 'send'].flatMap(name => [
  `before ${name}`,
  `after ${name}`,
])
