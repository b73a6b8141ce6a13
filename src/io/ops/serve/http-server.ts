/** Serves health, metrics and alerts over HTTP, read only. */

import { answerFile, type HttpFiles } from './http-files.ts'

/** Not an import: that reads every export of node:http, which makes Node 24 load its fetch, 14 MB and a tenth of a second. */
const { createServer } = process.getBuiltinModule('node:http')

export interface ServerOptions {
  readonly port: number
  /** Address to listen on. */
  readonly host: string
  /** Whether the process's sign of life is fresh. */
  alive(): boolean
  /** Whether the store answers and the way to Discord is open. */
  ready(): boolean
  metrics(): Promise<string>
  /** Further documents, and who may read them. */
  readonly files: HttpFiles
}

const PATHS = ['/healthz', '/readyz', '/metrics']

/** Serves /healthz, /readyz, /metrics and the files. @returns a function that stops it. @throws if it cannot listen on the port */
export async function serveOps(options: ServerOptions): Promise<() => Promise<void>> {
  const server = createServer(async (request, response) => {
    const put = (status: number, text: string, headers: Readonly<Record<string, string>>) => {
      response.writeHead(status, { ...headers, 'x-content-type-options': 'nosniff' }).end(text)
    }
    const answer = (status: number, text: string, type = 'text/plain; charset=utf-8') =>
      put(status, text, { 'content-type': type })
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return put(405, 'GET only\n', { 'content-type': 'text/plain; charset=utf-8', allow: 'GET, HEAD' })
    switch (request.url?.split('?')[0]) {
      case '/healthz':
        return options.alive() ? answer(200, 'alive\n') : answer(503, 'silent\n')
      case '/readyz':
        return options.ready() ? answer(200, 'ready\n') : answer(503, 'not ready\n')
      case '/metrics':
        // A store that does not answer must not end the bot.
        return options.metrics().then(
          text => answer(200, text, 'text/plain; version=0.0.4; charset=utf-8'),
          () => answer(503, 'the store does not answer\n'),
        )
      default: {
        const found = await answerFile(request.url ?? '', request.headers, options.host, options.files)
        return found === null
          ? answer(404, `one of ${PATHS.concat(options.files.paths).join(' ')}\n`)
          : put(found.status, found.text, found.headers)
      }
    }
  })
  server.requestTimeout = 5000
  server.headersTimeout = 5000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return () =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}
