import { StoreError } from './store.ts'

/** Where a store stands: its address without our own parameter, its prefix, and a form without credentials for logs. */
export interface Address {
  readonly url: string
  readonly prefix: string
  readonly where: string
}

/** Reads STATE_URL of a store that is reached over the network. */
export function address(text: string): Address {
  if (!URL.canParse(text)) throw new StoreError('STATE_URL is not an address – such as redis://127.0.0.1:6379/0')
  const url = new URL(text)
  const prefix = url.searchParams.get('prefix') ?? 'backchannel'
  if (!/^[a-z][a-z0-9-]{0,40}$/i.test(prefix)) {
    throw new StoreError('the prefix in STATE_URL may have letters, digits and hyphens, 41 at most')
  }
  url.searchParams.delete('prefix')
  return { url: url.href, prefix, where: `${url.protocol}//${url.host}${url.pathname} (${prefix})` }
}
