import { createRequire } from 'node:module'
import type {
  Agent as AnyAgent,
  Dispatcher as AnyDispatcher,
  Pool as AnyPool,
  ProxyAgent as AnyProxyAgent,
} from 'undici'

/**
 * The parts of undici that are used. Its index loads everything, with mocks, caches and web sockets: twice the time at every start, and 15 MB.
 * Deep paths work because the package has no "exports"; its version is pinned in package.json.
 */
const part = createRequire(import.meta.url)

export const Dispatcher: typeof AnyDispatcher = part('undici/lib/dispatcher/dispatcher')
export const Agent: typeof AnyAgent = part('undici/lib/dispatcher/agent')
export const Pool: typeof AnyPool = part('undici/lib/dispatcher/pool')
export const ProxyAgent: typeof AnyProxyAgent = part('undici/lib/dispatcher/proxy-agent')
export const buildConnector: typeof import('undici').buildConnector = part('undici/lib/core/connect')

// As the index does: makes request, stream and the like methods of every dispatcher.
Object.assign(Dispatcher.prototype, part('undici/lib/api'))
