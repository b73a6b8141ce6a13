import Module, { createRequire } from 'node:module'

/**
 * Import this before discord.js, which loads two copies of undici: a fifth of its loading time, and 30 MB. Neither is used, since all requests
 * go through Node's own fetch (`through`); this puts a stub in their place. discord.js 14.28, @discordjs/rest 2.6.
 */
const ours = createRequire(import.meta.url)
const theirs = createRequire(ours.resolve('discord.js'))
for (const from of [theirs, createRequire(theirs.resolve('@discordjs/rest'))]) {
  const path = from.resolve('undici')
  if (ours.cache[path] !== undefined) continue
  const stand = new Module(path)
  stand.filename = path
  stand.loaded = true
  stand.exports = { fetch, Headers, FormData, request: unused }
  ours.cache[path] = stand
}

function unused(): never {
  throw new Error('a discord.js request that does not go through fetch')
}
