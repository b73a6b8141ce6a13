import { readFileSync, writeFileSync } from 'node:fs'
import cron from 'node-cron'
import Parser from 'rss-parser'

/**
 * What a user would write instead of this bot: node-cron, rss-parser, a list of words, a webhook and a file of what was seen.
 * usage: node script.mjs FILE once|run     FILE: JSON of { feeds, words, webhook, seen }
 */
const [, , file = '', mode = 'run'] = process.argv
const { feeds, words, webhook, seen: seenFile } = JSON.parse(readFileSync(file, 'utf8'))
const parser = new Parser({ timeout: 10_000 })

function readSeen() {
  try {
    return new Set(JSON.parse(readFileSync(seenFile, 'utf8')))
  } catch {
    return new Set()
  }
}

const seen = readSeen()

async function post(title, link) {
  const answer = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ content: `**${title}**\n${link}` }),
  })
  if (!answer.ok) throw new Error(`webhook answered ${answer.status}`)
}

async function check(url) {
  const feed = await parser.parseURL(url)
  for (const item of feed.items.toReversed()) {
    const id = item.guid ?? item.link ?? ''
    if (id === '' || seen.has(id)) continue
    const text = `${item.title ?? ''} ${item.contentSnippet ?? ''}`.toLowerCase()
    if (words.some(word => text.includes(word))) await post(item.title ?? '', item.link ?? '')
    seen.add(id)
  }
}

let running = false

async function cycle() {
  if (running) return
  running = true
  await Promise.all(feeds.map(url => check(url).catch(error => console.error(`${url}: ${error.message ?? error}`))))
  writeFileSync(seenFile, JSON.stringify([...seen]))
  running = false
}

await cycle()
if (mode === 'run') cron.schedule('* * * * *', () => void cycle())
