import type { Delivery } from '../alerts/delivery.ts'
import { timeOf, timing } from '../alerts/timing.ts'
import type { ToldStory } from '../alerts/told.ts'
import type { Feed } from '../feeds/feed.ts'
import type { Item } from '../feeds/item.ts'
import type { ArchivedItem, StoredEvent } from '../io/store/store.ts'
import type { Judged, Verdict } from '../rules/verdict.ts'
import { summariseTold } from './summarise-told.ts'
import { type Opened, storyItemOf, tell } from './tell.ts'
import { withTurn } from './turned.ts'
import type { ArticleText, Decisions, Polled, World } from './world.ts'

/** What one feed's poll came to. */
export interface Ingested {
  readonly items: number
  readonly fresh: number
  /** New messages; edits of cards that are there are counted apart. */
  readonly alerts: number
  readonly edits: number
  /** Names of the rules that matched, once for each item. */
  readonly rules: readonly string[]
}

/** Characters of a page that count as its first paragraphs. */
const FIRST_PARAGRAPHS = 1500

const NOTHING: Ingested = { items: 0, fresh: 0, alerts: 0, edits: 0, rules: [] }

/** Longest wait for the pages of one feed's alerts: a summary is not worth holding up the news for longer. */
const ARTICLES_MS = 12_000

/**
 * Takes one feed's poll in: unseen items are judged, placed, told and committed, in the order in which they were published.
 * @param first whether the feed has never been read before
 * @param open the open stories, kept up to date from feed to feed of a cycle
 */
export async function ingest(
  world: World,
  feed: Feed,
  polled: Polled,
  first: boolean,
  open: Opened,
  signal: AbortSignal,
): Promise<Ingested> {
  const nothing = { deliveries: [], stories: [], events: [], withdrawn: [], archive: [], seen: [] }
  if (polled.kind !== 'read') {
    await world.store.commit({ ...nothing, feed: polled.state })
    return NOTHING
  }
  const decisions = world.decisions()
  const now = world.clock.now()
  const unseen = [...(await world.store.unseen(polled.items))].sort((a, b) => timeOf(a) - timeOf(b))
  const timings = timing(unseen, first, decisions.settings, now)
  const judged = unseen.map(item => ({ item, verdict: decisions.judge(judgedOf(item, feed)) }))
  const pages = await readPages(
    world,
    feed,
    judged.filter((one, index) => timings[index]?.post === true && wantsPage(one.verdict)),
    signal,
  )

  // Cut short by a stop or the deadline of the cycle: nothing is recorded, so all of it is asked for and judged again. Going on without
  // the pages would record items whose second look never came.
  if (signal.aborted) return NOTHING

  const deliveries: Delivery[] = []
  const stories = new Map<string, ToldStory>()
  const events: StoredEvent[] = []
  const archive: ArchivedItem[] = []
  const withdrawn: string[] = []
  for (const [index, { item, verdict: first }] of judged.entries()) {
    const page = pages.get(item.id) ?? null
    const looked = first.doubtful && !first.alert ? secondLook(first, item, feed, page, decisions) : first
    const verdict = withTurn(looked, storyItemOf(item), open.lately(), decisions)
    const when = timings[index] ?? { post: true }
    if (!verdict.alert && !verdict.doubtful) {
      archive.push({ item, verdict: kept(verdict), storyId: null, outcome: 'no rule matched' })
      continue
    }
    const told = tell({ item, verdict, feed, page, timing: when }, open, decisions, now)
    if (told.story !== null) stories.set(told.story.id, told.story)
    for (const other of told.others) stories.set(other.id, other)
    withdrawn.push(...told.withdrawn)
    deliveries.push(...told.deliveries)
    events.push(...told.events)
    archive.push({ item, verdict: kept(verdict), storyId: told.story?.id ?? null, outcome: told.why })
    world.log.info('item', {
      feed: feed.id,
      item: item.id,
      title: item.title,
      rules: verdict.rules,
      story: told.story?.id,
      outcome: told.why,
    })
  }
  const said = await summariseTold({ deliveries, stories: [...stories.values()] }, world, signal)
  for (const story of said.stories) open.retell(story)
  const numbered = said.deliveries.map(delivery => ({ ...delivery, order: open.nextOrder() }))
  await world.store.commit({
    deliveries: numbered,
    stories: said.stories,
    events,
    withdrawn,
    archive,
    seen: unseen,
    feed: polled.state,
  })
  if (numbered.length > 0) world.delivered()
  const edits = numbered.filter(one => one.action.kind === 'edit').length
  return {
    items: polled.items.length,
    fresh: unseen.length,
    alerts: numbered.length - edits,
    edits,
    rules: archive.flatMap(one => one.verdict.rules),
  }
}

/** A verdict as it is kept: what each rule missed is found again by judging the item again. */
function kept(verdict: Verdict): Verdict {
  return { ...verdict, because: verdict.because.filter(reason => reason.outcome !== 'missed') }
}

/** What a rule is judged on, of an item and its feed: the same for `run`, `explain` and `backtest`. */
export function judgedOf(
  item: Pick<Item, 'title' | 'summary' | 'language' | 'outlet'>,
  feed: Pick<Feed, 'id' | 'kind'>,
): Judged {
  const { title, summary, language, outlet } = item
  return { title, summary, language, source: outlet, outlet: feed.id, outletKind: feed.kind }
}

/** What is judged of an item whose page was read: the page's headline, and its first paragraphs below the summary. */
export function withPage(judged: Judged, page: ArticleText): Judged {
  return {
    ...judged,
    title: page.title || judged.title,
    summary: `${judged.summary}\n${page.text.slice(0, FIRST_PARAGRAPHS)}`.trim(),
  }
}

/** A doubtful item that no story claims is judged again on its page's headline and first paragraphs. */
function secondLook(verdict: Verdict, item: Item, feed: Feed, page: ArticleText | null, decisions: Decisions): Verdict {
  if (page === null) return verdict
  const again = decisions.judge(withPage(judgedOf(item, feed), page))
  return again.alert ? again : verdict
}

function wantsPage(verdict: Verdict): boolean {
  return verdict.alert || verdict.doubtful
}

async function readPages(
  world: World,
  feed: Feed,
  wanted: readonly { readonly item: Item }[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ArticleText>> {
  const pages = new Map<string, ArticleText>()
  if (!feed.articles || !world.decisions().settings.articles) return pages
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(ARTICLES_MS)])
  await Promise.all(
    wanted.map(async ({ item }) => {
      if (item.url === null) return
      const page = await world.article(item.url, feed, deadline)
      if (page !== null) pages.set(item.id, page)
    }),
  )
  return pages
}
