import { createServer, type Socket } from 'node:net'

/** A request as it came. */
export interface Asked {
  readonly path: string
  readonly head: string
  /** Values by lower-case name, as bytes. */
  readonly headers: ReadonlyMap<string, string>
  readonly socket: Socket
}

/** A publisher over loopback that answers in raw bytes, so that it can do everything wrong. */
export interface Publisher {
  readonly port: number
  readonly asked: readonly Asked[]
  /** Connections that were ever made. */
  connections(): number
  /** Connections that are open now. */
  open(): number
  close(): Promise<void>
}

/** @param answer writes the answer to a request; whatever it leaves open stays open */
export async function publish(answer: (asked: Asked) => void, host = '127.0.0.1'): Promise<Publisher> {
  const sockets = new Set<Socket>()
  const asked: Asked[] = []
  let connections = 0
  const server = createServer(socket => {
    connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let text = ''
    socket.on('data', data => {
      text += data.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const one = read(text.slice(0, end), socket)
        text = text.slice(end + 4)
        asked.push(one)
        answer(one)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    connections: () => connections,
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

function read(head: string, socket: Socket): Asked {
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Map(
    lines.map(line => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  return { path: first.split(' ')[1] ?? '', head, headers, socket }
}

/** Writes a whole answer. Header values are written byte for byte. */
export function reply(
  asked: Asked,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const lines = Object.entries({ 'content-length': String(bytes.length), ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  asked.socket.write(
    Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]),
  )
}
