import type { ScanTerms } from './fingerprint.ts'
import { fingerprint } from './fingerprint.ts'
import type { Story, StoryItem } from './story.ts'

export const PARAMS: Record<string, number> = {
  half: 2, mix: 0.5, base: 0.08, slope: 0, runners: 3, dfPow: 1, bg: 20, cap: 60, burst: 0, burstHalf: 1, topk: 3, minIdf: 0.1, dfAdd: 1, cand: 60, c: 0, cb: 20, pb: 0, cr: 0.99, nk: 1, n0: 0.1, nw: 10, nr: 0.98, a: 0, max: 1,
}
const DAY = 86_400_000

interface Member { ids: Int32Array; w: Float64Array; at: number }
interface Entry { story: Story; members: Member[]; centroid: Map<number, number>; norm: number; lastAt: number; used: number }

export interface Ranked { entry: Entry; score: number; cos: number; max: number }

const PRIOR: [string, number][] = ['north', 'korea', 'korean', 'kim', 'trump', '=nuclear', 'summit', 'us', 'jong', 'un', '=meet', 'president', 'leader'].map((w, i) => [w, Math.max(0.1, 0.8 - i * 0.06)])
export class StoryIndex {
  ids = new Map<string, number>()
  df: number[] = []
  docs = 0
  entries = new Map<string, Entry>()
  postings: Map<Entry, number>[] = []
  scan: ScanTerms
  constructor(scan: ScanTerms) {
    this.scan = scan
    const b = PARAMS.pb as number
    if (b > 0) { this.docs = b; for (const [w, share] of PRIOR) this.df[this.intern(w)] = b * share }
  }
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
  coh = 0
  cohN = 0
  cohesion() { return this.coh / (this.cohN + (PARAMS.cb as number)) }
  learn(m: Member) {
    let c = 0, wsum = 0
    for (let i = 0; i < m.ids.length; i++) { const w = m.w[i] as number; c += w * (this.df[m.ids[i] as number] as number) / (this.docs + (PARAMS.cb as number)); wsum += w }
    const f = PARAMS.cr as number
    this.coh = this.coh * f + (wsum ? c / wsum : 0); this.cohN = this.cohN * f + 1
    this.docs++; for (const id of m.ids) this.df[id] = (this.df[id] as number) + 1 }
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
  noise = 0
  seen = 0
  threshold(r: Ranked[]): number {
    const P = PARAMS
    const k = P.nk as number
    let z = 0
    for (let i = 1; i <= k; i++) z += r[i]?.score ?? 0
    z /= k
    const noise = (this.noise + (P.n0 as number) * (P.nw as number)) / (this.seen + (P.nw as number))
    const f = P.nr as number
    this.noise = this.noise * f + z
    this.seen = this.seen * f + 1
    return Math.min(P.max as number, this.old(r) + (P.a as number) * noise + (P.c as number) * this.cohesion())
  }
  old(r: Ranked[]): number {
    const P = PARAMS
    let s = 0
    for (let i = 1; i <= (P.runners as number); i++) s += r[i]?.score ?? 0
    return (P.base as number) + (P.slope as number) * (s / (P.runners as number))
  }
}
