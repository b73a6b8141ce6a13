import { readPress } from '../../alerts/card/press.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import { ITS_OWN, type Moved, movable, renderBelonging, renderBelongs } from '../../desk/answers/other-story.ts'
import { say } from '../../desk/answers/reply.ts'
import { titleOf } from '../../desk/answers/story.ts'
import type { Ask } from '../../desk/ask.ts'
import { feedbackOf, withFeedback } from '../../desk/feedback.ts'
import { mayChange } from '../../desk/permission.ts'
import type { ArchivedItem } from '../../io/store/store.ts'
import { isOpen } from '../../stories/lifecycle.ts'
import { storyItemOf } from '../tell/plan-messages.ts'
import type { Answer, Answers } from './desk-answer.ts'

const NOTHING = { deliveries: [], stories: [], events: [], withdrawn: [], seen: [], feed: null }
/** Most open stories that a report is compared with: the newest. */
const MOST_COMPARED = 500
const GONE = say('That report is no longer kept.')

/** A report was chosen that belongs to another story: asks which one. */
export const which: Answer = async ({ wants }, answers) => {
  const { store, clock, decisions, breathe } = answers.bot.world
  const archived = await store.archivedItem(wants.kind === 'chosen' ? (wants.values[0] ?? '') : '')
  if (archived === null) return GONE
  const { quietMs } = decisions().settings.stories
  const told = (await store.openStories())
    .filter(one => one.telling !== null && one.id !== archived.storyId && isOpen(one, clock.now(), quietMs))
    .slice(-MOST_COMPARED)
  const near = await decisions().nearest(storyItemOf(archived.item), told, breathe)
  const place = new Map(near.map((id, at) => [id, at]))
  // Stories that share nothing with the report come last, newest first.
  const placeOf = ({ id }: ToldStory) => place.get(id) ?? Number.POSITIVE_INFINITY
  const nearest = told.toReversed().sort((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)))
  return renderBelongs(archived.item, nearest)
}

/** The story was chosen: records it with the report, and moves the report's card into that thread if that is safe. */
export const belongs: Answer = async (ask, answers) => {
  if (ask.wants.kind !== 'chosen') return GONE
  const [itemId = ''] = readPress(ask.wants.press).about
  const [chosen = ''] = ask.wants.values
  return answers.inTurn(async () => {
    const { store, log } = answers.bot.world
    const archived = await store.archivedItem(itemId)
    const to = chosen === ITS_OWN ? null : await store.story(chosen)
    if (archived === null || (to === null && chosen !== ITS_OWN)) return GONE
    const { id: by, name } = ask.who
    const title = to === null ? 'a story of its own' : titleOf(to)
    const one = { says: 'other-story', story: to?.id ?? null, title, by, name, at: ask.at } as const
    const feedback = withFeedback(feedbackOf(archived), one)
    await store.commit({ ...NOTHING, archive: [{ ...archived, feedback }] })
    const moved = await move(archived, to, ask, answers)
    log.info('feedback', { item: itemId, title: archived.item.title, says: one.says, to: title, by, moved: moved.kind })
    return renderBelonging(archived.item.title, to === null ? null : title, moved)
  })
}

async function move(archived: ArchivedItem, to: ToldStory | null, ask: Ask, { bot }: Answers): Promise<Moved> {
  const { store, decisions } = bot.world
  const { desk } = decisions().settings
  const story = archived.storyId === null ? null : await store.story(archived.storyId)
  if (story === null) return { kind: 'kept', why: 'its story is no longer kept' }
  if (desk === null || !mayChange(ask.who, desk))
    return { kind: 'kept', why: 'someone who manages the server can move its card' }
  const thread = to === null ? story.id : (to.thread ?? to.id)
  const moved = movable(archived.item.id, story, await store.openStories(), thread)
  if (moved.kind === 'moved' && (await bot.watch.rethread(story.id, thread)) !== null) {
    const text = `${ask.who.name} (${ask.who.id}) in Discord: put “${archived.item.title}” into the thread of “${to === null ? 'its own' : titleOf(to)}”`
    void bot.notices.say({ key: `desk ${ask.id}`, text, over: false })
  }
  return moved
}
