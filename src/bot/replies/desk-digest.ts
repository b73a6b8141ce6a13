import { chart } from '../../alerts/digest/chart.ts'
import { DIGEST_PICTURE, digestPictureText, renderDigest } from '../../alerts/digest/digest.ts'
import { renderUpcoming } from '../../desk/answers/upcoming.ts'
import { drawPicture } from '../../io/ops/picture.ts'
import { gatherDigest } from '../digest/compose-digest.ts'
import type { Answer } from './desk-answer.ts'

const DAY = 86_400_000

/** `/digest`: the digest of the last days, with its picture. */
export const digest: Answer = async ({ wants }, { bot }) => {
  const { store, clock, decisions } = bot.world
  const { settings } = decisions()
  const days = Number(wants.kind === 'command' ? (wants.options.days ?? 1) : 1)
  const gathered = await gatherDigest(store, days, clock.now(), settings.timeZone, decisions())
  const { content = '', embeds = [] } = renderDigest(gathered, settings.timeZone, true)
  const bytes = await drawPicture(chart(gathered.days))
  const file = { name: DIGEST_PICTURE, type: 'image/png', bytes, description: digestPictureText(gathered) }
  return { content, embeds, files: [file] }
}

/** `/upcoming`: coming events, with a calendar file. */
export const upcoming: Answer = async (_, { bot }) => {
  const now = bot.world.clock.now()
  // Today's all-day events began at midnight and still count.
  return renderUpcoming(await bot.world.store.events(now - DAY), now)
}
