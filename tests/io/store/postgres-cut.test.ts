import assert from 'node:assert/strict'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { openStore } from '../../../src/io/store/open-store.ts'
import { StoreError } from '../../../src/io/store/store.ts'
import { makeCommit, makeDelivery } from '../../fakes/records.ts'
import { storeKinds } from './stores.ts'

const postgres = (await storeKinds()).find(kind => kind.name === 'PostgreSQL')
assert.ok(postgres !== undefined)
after(() => postgres.clear())

/** Stands before the server, and while `cut` names a reason ends each connection with it as soon as a transaction has begun. */
class Cutter {
  cut: { readonly code: string; readonly message: string } | null = null
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server) {
    this.#server = server
  }

  static async before(host: string, port: number): Promise<Cutter> {
    const server = createServer()
    const cutter = new Cutter(server)
    server.on('connection', client => {
      const behind = connect(port, host)
      for (const socket of [client, behind]) {
        cutter.#sockets.add(socket)
        socket.on('error', () => {})
      }
      client.pipe(behind)
      behind.on('data', bytes => {
        client.write(
          cutter.cut !== null && bytes.includes('BEGIN\0') ? Buffer.concat([bytes, fatal(cutter.cut)]) : bytes,
        )
        if (cutter.cut !== null && bytes.includes('BEGIN\0')) client.end()
      })
      behind.on('close', () => client.end())
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return cutter
  }

  /** An address of a store behind it. */
  url(of: string): string {
    const url = new URL(of)
    const address = this.#server.address()
    url.host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    return url.href
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise(resolve => this.#server.close(resolve))
  }
}

/** The server's word that it ends the connection: an ErrorResponse of PostgreSQL's protocol 3.0. */
function fatal({ code, message }: { readonly code: string; readonly message: string }): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const head = Buffer.from('E\0\0\0\0')
  head.writeUInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

for (const [code, message] of [
  ['57P01', 'terminating connection due to administrator command'],
  ['25P03', 'terminating connection due to idle-in-transaction timeout'],
] as const) {
  test(`a connection that the server ends between two statements (${code}) fails the write, and neither the program nor the next write`, {
    skip: postgres.skip,
  }, async () => {
    const direct = postgres.fresh()
    const { hostname, port } = new URL(direct)
    const cutter = await Cutter.before(hostname, Number(port) || 5432)
    const store = await openStore(cutter.url(direct))
    await store.hold()
    cutter.cut = { code, message }
    await assert.rejects(store.commit(makeCommit({ deliveries: [makeDelivery('a')] })), StoreError)
    cutter.cut = null
    await store.commit(makeCommit({ deliveries: [makeDelivery('a')] }))
    assert.equal((await store.openDeliveries()).length, 1)
    await store.close()
    await cutter.close()
  })
}
