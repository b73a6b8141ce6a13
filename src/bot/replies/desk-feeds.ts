import { escapeText } from '../../alerts/card/escape.ts'
import { readPress } from '../../alerts/card/press.ts'
import { feedEntry, toFeed } from '../../config/schemas/feeds-schema.ts'
import { standingAmendments } from '../../desk/amendment.ts'
import { codeBlock } from '../../desk/answers/code-block.ts'
import { FEEDS_PAGES, renderFeeds } from '../../desk/answers/feeds.ts'
import { choicesFor, type Reply, say } from '../../desk/answers/reply.ts'
import { mayChange } from '../../desk/permission.ts'
import type { Feed } from '../../feeds/feed.ts'
import { feedAt } from '../../feeds/feed-at.ts'
import { factsOf } from '../../feeds/feed-facts.ts'
import { about, namesake, newEntry } from '../../feeds/new-entry.ts'
import { redacted, secretsOf } from '../../feeds/secrets.ts'
import { typedAddress } from '../../feeds/typed-address.ts'
import { shownUrl } from '../../text/shown-url.ts'
import type { Amending } from '../amend/amending.ts'
import { trialLines, tried } from '../amend/feed-trial.ts'
import { amend, amends, optionsOf, typedOf } from './desk-amend.ts'
import type { Answer, Answers, Complete } from './desk-answer.ts'

/** Longest search for a feed, in ms: several addresses of a site are tried. */
const FIND_MS = 90_000
const WHY = 600

/** `/feed add`. */
export const addFeed = amends(async (ask, answers, amending) => {
  const options = optionsOf(ask)
  const address = typedAddress(typedOf(ask, 'url'))
  if (address === null) return say(NO_ADDRESS)
  const given: Record<string, string | boolean> = {}
  for (const key of ['name', 'language', 'kind']) if (typedOf(ask, key) !== '') given[key] = typedOf(ask, key)
  if (options.secret === true) given.secret = true
  const wrong = wrongIn({ ...given, url: address })
  if (wrong !== null) return say(wrong)
  const known = knownAt(address, amending)
  if (known !== null) return known
  const { feeds } = await amending.named('files')
  const gone = feedAt(feeds, address)
  const removed = standingAmendments(await amending.all()).some(
    ({ edit }) => edit.what === 'feed-removed' && edit.id === gone?.id,
  )
  if (gone !== null && removed) return amend({ what: 'feed-restored', id: gone.id }, ask, answers, amending)
  const found = await amending.find(finder => finder.find(address, AbortSignal.timeout(FIND_MS)))
  if (found.kind === 'none')
    return say(`${shown(address, given.secret === true)}: no feed was added: ${escapeText(found.what, WHY)}`)
  const moved = found.url === address ? null : knownAt(found.url, amending)
  if (moved !== null) return moved
  const taken = new Set([...amending.config.feeds, ...feeds].map(feed => feed.id))
  const { values, lines } = newEntry(found, given, taken)
  const invalid = wrongIn(values)
  if (invalid !== null) return say(invalid)
  const same = namesake(amending.config.feeds, String(values.name), String(values.url))
  const note =
    same === null
      ? []
      : [`  note: ${same.id} has the same name, so both count as one outlet – give a name if they are two`]
  const also = found.others.map(one => `  the page also names ${shownUrl(one)}`)
  // The command line's option names mean nothing in Discord.
  const said = lines.map(line => line.replace(/(?: –)? or give --[a-z-]+/, ''))
  const more = [...said, ...about(found.parsed, answers.bot.world.clock.now()), ...note, ...also]
  return amend({ what: 'feed-added', feed: values }, ask, answers, amending, more)
})

/** `/feed list`. */
export const listFeeds: Answer = async (_, answers) => feedsPage(0, answers)

/** The list's page buttons; null: they belong to another list. */
export function turnFeeds({ wants }: Parameters<Answer>[0], answers: Answers): Promise<Reply> | null {
  const [list, page = '0'] = wants.kind === 'button' ? readPress(wants.press).about : []
  return list === FEEDS_PAGES ? feedsPage(Number(page) || 0, answers) : null
}

/** `/feed test`: it sends a request to a publisher, so not everybody may use it. */
export const testFeed: Answer = async (ask, answers) => {
  const { amending, bot } = answers
  const { settings, feeds, ruleSet } = bot.world.decisions()
  if (settings.desk === null || !mayChange(ask.who, settings.desk))
    return say(
      'This sends a request to a publisher, so it needs the permission “Manage Server” or the role of settings.yaml.',
    )
  const typed = typedOf(ask, 'feed')
  const named = feedNamed(typed, feeds)
  const address = named?.url ?? (/[.:/]/.test(typed) ? typedAddress(typed) : null)
  if (address === null || amending === null) return say(NO_FEED)
  const known = named ?? feedAt(feeds, address)
  const found = await amending.find(finder => finder.find(address, AbortSignal.timeout(FIND_MS), known ?? undefined))
  const plain = (text: string) => redacted(text, known === null ? [] : secretsOf(known))
  if (found.kind === 'none')
    return say(`${shown(address, known?.secret)}: was not read: ${escapeText(plain(found.what), WHY)}`)
  const feed = known ?? toFeed({ url: found.url })
  const told = tried(found, feed, ruleSet, bot.world.clock.now())
  return {
    content: `**Asked now:** ${shown(found.url, feed.secret)}`,
    ...codeBlock(trialLines(found, feed, told, settings.timeZone).map(plain)),
  }
}

/** `/feed pause`, `/feed resume`, `/feed remove`. */
export const pauseFeed = changing(async feed =>
  feed.enabled ? { what: 'feed-paused', id: feed.id } : 'That feed is already paused.',
)
export const resumeFeed = changing(async feed =>
  feed.enabled ? 'That feed is not paused.' : { what: 'feed-resumed', id: feed.id },
)
export const removeFeed = changing(async ({ id }, amending) => {
  const { feeds } = await amending.named('files')
  return { what: 'feed-removed', id, inFiles: feeds.some(one => one.id === id) }
})

export const completeFeed: Complete = async (typed, { bot }) =>
  choicesFor(
    typed,
    bot.world.decisions().feeds.map(({ id, name }) => ({ name: `${name} (${id})`, value: id })),
  )

function changing(editOf: (feed: Feed, amending: Amending) => Promise<Parameters<typeof amend>[0] | string>): Answer {
  return amends(async (ask, answers, amending) => {
    const feed = feedNamed(typedOf(ask, 'feed'), amending.config.feeds)
    if (feed === null) return say(NO_FEED)
    const edit = await editOf(feed, amending)
    return typeof edit === 'string' ? say(edit) : amend(edit, ask, answers, amending)
  })
}

async function feedsPage(page: number, { bot }: Answers): Promise<Reply> {
  const { store, clock, decisions } = bot.world
  const { feeds, settings } = decisions()
  const states = await store.pollStates(feeds.map(feed => feed.id))
  const now = clock.now()
  return renderFeeds(
    feeds.map(feed => factsOf(feed, states.get(feed.id) ?? null, settings.intervalMs, now)),
    page,
  )
}

/** The feed with this id, or the only one with this name. */
function feedNamed(typed: string, feeds: readonly Feed[]): Feed | null {
  const named = feeds.filter(feed => feed.name === typed)
  return feeds.find(feed => feed.id === typed) ?? (named.length === 1 ? (named[0] ?? null) : null)
}

function knownAt(address: string, { config }: Amending): Reply | null {
  const known = feedAt(config.feeds, address)
  if (known === null) return null
  const paused = known.enabled ? '' : ', paused: `/feed resume` polls it again'
  return say(`That feed is already there: \`${known.id}\`${paused}.`)
}

/** @returns a sentence about an entry's first mistake; null: there is none */
function wrongIn(entry: Readonly<Record<string, string | boolean>>): string | null {
  const issue = feedEntry.safeParse(entry).error?.issues[0]
  return issue === undefined ? null : `\`${String(issue.path[0] ?? 'url')}\`: ${escapeText(issue.message, WHY)}`
}

function shown(address: string, secret = false): string {
  return escapeText(shownUrl(address, secret), WHY)
}

const NO_ADDRESS = '`url` is an http(s) address without name and password, such as https://example.org/'
const NO_FEED = 'There is no such feed. Choose one that is offered, or see `/feed list`.'
