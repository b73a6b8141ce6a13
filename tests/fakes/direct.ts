import { trustedRoutes } from '../../src/io/http/request/proxy.ts'

/** Sends requests to a fake Discord without a proxy. */
export const direct = trustedRoutes({ http: null, https: null, direct: [] })
