import { readPress } from '../../alerts/card/press.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import { messageIdIn, messageLink } from '../../desk/answers/link.ts'
import { misplacing } from '../../desk/answers/other-story.ts'
import { choicesFor, say } from '../../desk/answers/reply.ts'
import { renderReports, renderStory, titleOf } from '../../desk/answers/story.ts'
import { foldText } from '../../text/fold/fold.ts'
import { canonicalUrl } from '../../text/url.ts'
import type { Answer, Answers, Complete } from './desk-answer.ts'

/** How far back stories are offered as completions, in ms. */
const LATELY_MS = 14 * 86_400_000
const DISCORD = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\//

/** `/story`: the timeline of a thread. */
export const story: Answer = async ({ wants, guildId }, answers) => {
  const asked = wants.kind === 'command' ? String(wants.options.story ?? '').trim() : ''
  const stories = await toldStories(answers)
  const found = await findStories(asked, stories, answers)
  const newest = found[0]
  if (newest === undefined)
    return say('No story that was posted in the last month matches. `/search` looks through everything that was read.')
  const { store, decisions } = answers.bot.world
  const threadOf = (one: ToldStory) => one.thread ?? one.id
  const thread = stories.filter(one => threadOf(one) === threadOf(newest)).sort((a, b) => a.openedAt - b.openedAt)
  const others = [...Map.groupBy(found, threadOf).values()].flatMap(([first]) => first ?? []).slice(1)
  const links = new Map<string, string>()
  for (const one of [...thread, ...others]) {
    const state = one.telling === null ? undefined : (await store.delivery(one.telling.postId))?.state
    if (state?.at === 'sent') links.set(one.id, messageLink(guildId, state.channelId, state.messageId))
  }
  const first = thread.at(-1)?.items[0]
  const turn = first === undefined || thread.length < 2 ? null : decisions().turn(decisions().reading(first))
  const stands = turn === null ? null : turn.says.replace(/^since /, '')
  return renderStory({ thread, stands, linkOf: one => links.get(one.id) ?? null, others })
}

/** The card's button "Reports". */
export const reports: Answer = async ({ wants }, { bot }) => {
  const [postId = ''] = wants.kind === 'button' ? readPress(wants.press).about : []
  const post = await bot.world.store.delivery(postId)
  const told = post === null ? null : await bot.world.store.story(post.storyId)
  return told === null
    ? say('This story is no longer kept.')
    : { ...renderReports(told), components: [misplacing(told)] }
}

export const completeStory: Complete = async (typed, answers) => {
  const since = answers.bot.world.clock.now() - LATELY_MS
  const lately = (await toldStories(answers)).filter(one => one.lastAt >= since)
  return choicesFor(
    typed,
    lately.map(one => ({ name: titleOf(one), value: one.id })),
  )
}

/** Posted stories, newest first. */
async function toldStories({ bot }: Answers): Promise<readonly ToldStory[]> {
  const stories = await bot.world.store.openStories()
  return stories.filter(one => one.telling !== null).toReversed()
}

/** Finds stories by id, by the link of a message or report, or by words of a headline; newest first. */
async function findStories(
  asked: string,
  stories: readonly ToldStory[],
  { bot }: Answers,
): Promise<readonly ToldStory[]> {
  const byId = stories.find(one => one.id === asked)
  if (byId !== undefined) return [byId]
  if (DISCORD.test(asked)) {
    const delivery = await bot.world.store.deliveryByMessage(messageIdIn(asked) ?? '')
    const own = stories.find(one => one.id === delivery?.storyId)
    return own === undefined ? [] : [own]
  }
  if (/^https?:\/\//.test(asked)) {
    const page = canonicalUrl(asked)
    return stories.filter(one => one.items.some(({ url }) => url !== null && canonicalUrl(url) === page))
  }
  const words = foldText(asked)
    .split(' ')
    .filter(word => word !== '')
  if (words.length === 0) return []
  return stories.filter(one => {
    const text = foldText([titleOf(one), ...one.items.map(item => item.title)].join('\n'))
    return words.every(word => text.includes(word))
  })
}
