import Module, { createRequire } from 'node:module'

/**
 * To be imported before discord.js, which brings two undicis of its own along: a fifth of its time to load, and 30 MB. Neither is used,
 * since `through` (rest-request.ts) makes all requests; what names them finds Node's own types. discord.js 14.28, @discordjs/rest 2.6.
 */
const ours = createRequire(import.meta.url)
const theirs = createRequire(ours.resolve('discord.js'))
for (const from of [theirs, createRequire(theirs.resolve('@discordjs/rest'))]) {
  const path = from.resolve('undici')
  if (ours.cache[path] !== undefined) continue
  const stand = new Module(path)
  stand.filename = path
  stand.loaded = true
  stand.exports = { Headers, FormData, fetch: unused, request: unused }
  ours.cache[path] = stand
}

function unused(): never {
  throw new Error('a request of discord.js that does not go through rest-request.ts')
}
