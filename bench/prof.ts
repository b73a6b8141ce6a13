import { fork } from 'node:child_process'
import RssParser from 'rss-parser'
import { readFeed } from '../src/feeds/parse.ts'
import { fromRssParser, RSS_PARSER_OPTIONS } from '../src/feeds/rss-parser-fields.ts'
import { decode } from '../src/feeds/decode.ts'
import { repair } from '../src/feeds/repair.ts'
import { normalise } from '../src/feeds/normalise.ts'
const pub = fork(import.meta.dirname + '/publisher.ts'); const {port} = await new Promise<any>(r=>pub.once('message',r))
const bodies: Uint8Array[] = []
for (let i=0;i<500;i++) bodies.push(new Uint8Array(await (await fetch(`http://127.0.0.1:${port}/feed/${i}`)).arrayBuffer()))
pub.disconnect()
console.log('bytes', bodies[0].length)
const p = new RssParser(RSS_PARSER_OPTIONS as object), plain = new RssParser()
const parsers = { async first(x: string){ return fromRssParser(await p.parseString(x)) }, async second(){ throw new Error('second used') } }
const o = {contentType:'application/rss+xml; charset=utf-8', baseUrl:'http://a.example/', language:'en', timeZone:'UTC'}
const time = async (n: string, f: (b: Uint8Array)=>unknown) => { for (let r=0;r<3;r++){ const c=process.cpuUsage(); for (const b of bodies) await f(b); const d=process.cpuUsage(c); if(r==2) console.log(n.padEnd(20), ((d.user+d.system)/1000).toFixed(0)) } }
if (process.argv[2]) { for(let r=0;r<4;r++) for (const b of bodies) await readFeed(b,o,parsers) }
else {
const td = new TextDecoder()
const texts = new Map(bodies.map(b=>[b,td.decode(b)]))
const raws = new Map(); for (const b of bodies) raws.set(b, await parsers.first(texts.get(b)!))
await time('plain rss-parser', b=>plain.parseString(td.decode(b)))
await time('rss-parser opts', b=>p.parseString(texts.get(b)!))
await time('first', b=>parsers.first(texts.get(b)!))
await time('decode', b=>decode(b,o.contentType,'en'))
await time('repair', b=>repair(texts.get(b)!,o.baseUrl))
await time('normalise', b=>normalise(raws.get(b),o))
await time('readFeed', b=>readFeed(b,o,parsers))
}
