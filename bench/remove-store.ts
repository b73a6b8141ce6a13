import { createClient } from '@redis/client'
import { Client } from 'pg'

/** Removes what a bench left in a Redis or PostgreSQL. @param url with a prefix of its own */
export async function removeStore(url: string): Promise<void> {
  const prefix = new URL(url).searchParams.get('prefix') ?? ''
  if (!/^scale-[\d-]+$/.test(prefix)) throw new Error(`no store of a bench: ${prefix}`)
  const bare = url.slice(0, url.indexOf('?'))
  if (url.startsWith('redis')) {
    const client = await createClient({ url: bare }).connect()
    for await (const keys of client.scanIterator({ MATCH: `${prefix}::*`, COUNT: 1000 }))
      if (keys.length > 0) await client.unlink(keys)
    await client.close()
    return
  }
  const client = new Client(bare)
  await client.connect()
  const table = prefix.replaceAll('-', '_')
  for (const name of [table, `${table}_lease`, `${table}_sign`, `${table}_answer`])
    await client.query(`DROP TABLE IF EXISTS public.${name}`)
  await client.end()
}
