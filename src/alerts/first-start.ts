import { idOf } from '../text/id.ts'
import { NO_REPORT } from './card/notice.ts'
import type { Delivery } from './delivery.ts'
import { unsent } from './plan.ts'

/** The result of a first poll of all feeds. */
export interface FirstLook {
  /** When the store was begun, ms since 1970. */
  readonly since: number
  /** Feeds that are polled, and how many of them could not be read yet. */
  readonly feeds: number
  readonly unread: number
  /** Entries that were recorded and not posted as news. */
  readonly entries: number
}

/**
 * The message that a bot with an empty store has started. Its id is derived from the store's beginning, so that a store gets one only.
 * @param route where it is posted
 * @param channel id of the channel where alerts go, if that is another one; null: it is this one
 * @param now ms since 1970
 */
export function firstStartNotice(look: FirstLook, route: string, channel: string | null, now: number): Delivery {
  const id = idOf(['first start', String(look.since)], 20)
  const storyId = `first start ${id}`
  return {
    ...unsent(id, now, 0),
    route,
    action: { kind: 'post' },
    storyId,
    itemIds: [],
    card: {
      ...NO_REPORT,
      storyId,
      type: 'other',
      priority: 'normal',
      title: 'Backchannel has started',
      firstSeenAt: now,
      notice: firstStartText(look, channel),
    },
  }
}

/** "Backchannel is watching 41 feeds; the first look recorded 1,204 entries; new stories will appear here." */
export function firstStartText({ feeds, unread, entries }: FirstLook, channel: string | null): string {
  const watched = `Backchannel is watching ${count(feeds, 'feed', 'feeds')}`
  const failed = unread === 0 ? '' : ` (${number(unread)} could not be read yet)`
  const recorded = `the first look recorded ${count(entries, 'entry', 'entries')}`
  return `${watched}${failed}; ${recorded}; new stories will appear ${channel === null ? 'here' : `in <#${channel}>`}.`
}

function count(many: number, one: string, more: string): string {
  return `${number(many)} ${many === 1 ? one : more}`
}

function number(many: number): string {
  return many.toLocaleString('en-US')
}
