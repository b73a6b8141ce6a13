import type { ScanTerms } from './fingerprint.ts'
import { fingerprint } from './fingerprint.ts'
import type { Story, StoryItem } from './story.ts'

export const PARAMS: Record<string, number> = {
  half: 2, mix: 0.5, base: 0.2, slope: 0.8, runners: 5, dfPow: 1, bg: 20, cap: 60, burst: 0, burstHalf: 1, topk: 3, minIdf: 0.1, dfAdd: 1, cand: 60,
}
const DAY = 86_400_000

interface Member { ids: Int32Array; w: Float64Array; at: number }
interface Entry { story: Story; members: Member[]; centroid: Map<number, number>; norm: number; lastAt: number; used: number }

export interface Ranked { entry: Entry; score: number; cos: number; max: number }

export class StoryIndex {
  ids = new Map<string, number>()
  df: number[] = []
  docs = 0
  entries = new Map<string, Entry>()
  postings: Map<Entry, number>[] = []
  scan: ScanTerms
  constructor(scan: ScanTerms) { this.scan = scan }
  intern(f: string): number {
    let id = this.ids.get(f)
    if (id === undefined) { id = this.ids.size; this.ids.set(f, id); this.df.push(0); this.postings.push(new Map()) }
    return id
  }
  idf(id: number): number {
    const P = PARAMS
    const n = this.docs + (P.bg as number)
    return Math.max(P.minIdf as number, Math.log(n / ((this.df[id] as number) + (P.dfAdd as number)))) ** (P.dfPow as number)
  }
  read(item: StoryItem): Member {
    const fp = fingerprint(item, this.scan)
    const ids = new Int32Array(fp.features.size), w = new Float64Array(fp.features.size)
    let i = 0
    for (const [f, x] of fp.features) { ids[i] = this.intern(f); w[i] = x; i++ }
    return { ids, w, at: item.at }
  }
  learn(m: Member) { this.docs++; for (const id of m.ids) this.df[id] = (this.df[id] as number) + 1 }
  add(story: Story, m: Member) {
    let e = this.entries.get(story.id)
    if (!e) { e = { story, members: [], centroid: new Map(), norm: 0, lastAt: m.at, used: 0 }; this.entries.set(story.id, e) }
    e.story = story
    e.members.push(m)
    e.lastAt = Math.max(e.lastAt, m.at)
    for (let i = 0; i < m.ids.length; i++) { const id = m.ids[i] as number; e.centroid.set(id, (e.centroid.get(id) ?? 0) + (m.w[i] as number)); (this.postings[id] as Map<Entry, number>).set(e, e.centroid.get(id) as number) }
    let n = 0
    for (const [id, x] of e.centroid) n += (x * this.idf(id)) ** 2
    e.norm = Math.sqrt(n)
  }
  drop(e: Entry) { this.entries.delete(e.story.id); for (const id of e.centroid.keys()) (this.postings[id] as Map<Entry, number>).delete(e) }
  rank(m: Member, now: number): Ranked[] {
    const P = PARAMS
    const q = new Map<number, number>()
    let qn = 0
    const idf = new Float64Array(m.ids.length)
    for (let i = 0; i < m.ids.length; i++) { const v = this.idf(m.ids[i] as number); idf[i] = v; const x = (m.w[i] as number) * v; q.set(m.ids[i] as number, x * v); qn += x * x }
    qn = Math.sqrt(qn) || 1
    const dots = new Map<Entry, number>()
    for (const [id, x] of q) for (const [e, c] of this.postings[id] as Map<Entry, number>) dots.set(e, (dots.get(e) ?? 0) + x * c)
    const list: [Entry, number][] = [...dots].map(([e, d]) => [e, d / (qn * e.norm)])
    list.sort((a, b) => b[1] - a[1])
    const out: Ranked[] = []
    for (const [e, approx] of list.slice(0, P.cand)) {
      let n = 0
      for (const [id, x] of e.centroid) n += (x * this.idf(id)) ** 2
      e.norm = Math.sqrt(n)
      const cent = approx
      const sims: number[] = []
      for (const mem of e.members.slice(-(P.cap as number))) {
        let d = 0, mn = 0
        for (let i = 0; i < mem.ids.length; i++) {
          const id = mem.ids[i] as number
          const x = (mem.w[i] as number)
          const v = this.idf(id)
          mn += (x * v) ** 2
          const qq = q.get(id)
          if (qq !== undefined) d += qq * x
        }
        const dt = Math.abs(m.at - mem.at) / DAY
        sims.push((d / (qn * Math.sqrt(mn) || 1)) * 2 ** (-dt / (P.half as number)))
      }
      sims.sort((a, b) => b - a)
      const k = Math.min(P.topk as number, sims.length)
      let max = 0
      for (let i = 0; i < k; i++) max += sims[i] as number
      max /= k
      const dt = Math.max(0, Math.abs(m.at - e.lastAt)) / DAY
      const decay = 2 ** (-dt / (P.half as number))
      let score = (P.mix as number) * max + (1 - (P.mix as number)) * cent * decay
      if (P.burst) score *= 1 + P.burst * 2 ** (-(dt * 24) / (P.burstHalf as number))
      out.push({ entry: e, score, cos: cent, max })
    }
    out.sort((a, b) => b.score - a.score)
    return out
  }
  threshold(r: Ranked[]): number {
    const P = PARAMS
    let s = 0
    for (let i = 1; i <= (P.runners as number); i++) s += r[i]?.score ?? 0
    return (P.base as number) + (P.slope as number) * (s / (P.runners as number))
  }
}
