import { chart } from '../alerts/chart.ts'
import { DIGEST_PICTURE, digestPictureText, renderDigest } from '../alerts/digest.ts'
import type { Sender } from '../io/discord/sender.ts'
import type { Clock } from '../io/ops/clock.ts'
import type { Log } from '../io/ops/log.ts'
import { drawPicture } from '../io/ops/picture.ts'
import type { Store } from '../io/store/store.ts'
import { idOf } from '../text/id.ts'
import { gatherDigest } from './digest.ts'
import type { Decisions } from './world.ts'

const SEND_MS = 30_000
/** A digest that could not be posted for this long is left out: the next one has its stories. */
const STALE_MS = 12 * 3_600_000
const DUE = 'digest-due'

export interface DigestParts {
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly sender: Sender
  readonly decisions: () => Decisions
  readonly channelOf: (route: string) => string | null
}

/** Notes that a digest is due: kept, so that a restart does not lose it. */
export async function digestIsDue({ store, clock }: Pick<DigestParts, 'store' | 'clock'>): Promise<void> {
  await store.saveFact(DUE, clock.now())
}

/** Posts a digest that is due. Its nonce is that of its due time, so that a repeat within Discord's window makes no second one. */
export async function postDueDigest(parts: DigestParts): Promise<void> {
  const { clock, log, store, sender, decisions, channelOf } = parts
  const { digest: wanted, timeZone } = decisions().settings
  const due = await store.fact(DUE)
  if (typeof due !== 'number') return
  const channelId = wanted === null ? null : channelOf(wanted.route)
  if (wanted === null || channelId === null || clock.now() - due > STALE_MS) {
    await store.saveFact(DUE, null)
    const reason =
      wanted === null ? 'no digest is set any more' : channelId === null ? 'its route is unknown' : 'too late'
    log.warn('digest_left_out', { due: new Date(due).toISOString(), reason })
    return
  }
  const digest = await gatherDigest(store, wanted.days, due, timeZone, decisions())
  const picture = {
    name: DIGEST_PICTURE,
    bytes: await drawPicture(chart(digest.days)),
    description: digestPictureText(digest),
  }
  const outgoing = {
    channelId,
    message: renderDigest(digest, timeZone, true),
    nonce: idOf(['digest', channelId, String(due)], 20),
    edits: null,
    picture,
  }
  const outcome = await sender.send(outgoing, AbortSignal.timeout(SEND_MS))
  if (outcome.kind === 'sent' || (outcome.kind === 'uncertain' && sender.mode === 'webhook')) {
    await store.saveFact(DUE, null)
    log.info('digest_posted', { stories: digest.stories.length, outcome: outcome.kind })
  } else log.warn('digest_not_posted', { reason: outcome.why, effect: 'tried again at the next minute' })
}
