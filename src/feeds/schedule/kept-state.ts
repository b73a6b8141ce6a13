import { concealed, revealed, type Secretive } from '../secrets.ts'
import type { PollState } from './poll-state.ts'

/** A feed's state for use in memory, with the secrets of its addresses restored. */
export function revealedState(state: PollState, feed: Secretive): PollState {
  if (!addressesOf(state).some(address => address?.includes('…'))) return state
  const movedUrl = state.movedUrl === null ? null : revealed(state.movedUrl, feed)
  const moving = state.moving === null ? null : revealed(state.moving.url, feed)
  return {
    ...state,
    configuredUrl: revealed(state.configuredUrl, feed) ?? state.configuredUrl,
    movedUrl,
    moving: state.moving === null || moving === null ? null : { ...state.moving, url: moving },
    validators: state.validators && {
      ...state.validators,
      url: revealed(state.validators.url, feed) ?? state.validators.url,
    },
  }
}

/** A feed's state as it is stored. A move to an address with a secret of its own is not stored: it is followed anew at each poll. */
export function concealedState(state: PollState, feed: Secretive): PollState {
  // A secret is in a query, unless the whole address is one.
  if (feed.secret !== true && !addressesOf(state).some(address => address?.includes('?'))) return state
  const kept = (address: string) => {
    const hidden = concealed(address, feed)
    return revealed(hidden, feed) === null ? null : hidden
  }
  const movedUrl = state.movedUrl === null ? null : kept(state.movedUrl)
  const moving = state.moving === null ? null : kept(state.moving.url)
  return {
    ...state,
    configuredUrl: concealed(state.configuredUrl, feed),
    movedUrl,
    moving: state.moving === null || moving === null ? null : { ...state.moving, url: moving },
    validators: state.validators && { ...state.validators, url: concealed(state.validators.url, feed) },
  }
}

/** All addresses that may contain a secret. */
function addressesOf(state: PollState): readonly (string | null | undefined)[] {
  return [state.configuredUrl, state.movedUrl, state.moving?.url, state.validators?.url]
}
