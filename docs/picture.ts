/**
 * Draws docs/architecture.svg from the imports of src/, and writes the table of imports into docs/architecture.md.     npm run picture
 * tests/docs/architecture.test.ts keeps both equal to the code.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FLOORS, IO, isOurs, readSources, roomOf } from '../tests/imports.ts'

/** What each room does, in the words of the picture. */
const ROOMS: Readonly<Record<string, string>> = {
  main: 'argv to exit code',
  commands: 'one file a command',
  bot: 'the shell: poll, ingest, deliver, reload',
  config: 'files to a configuration, or every problem',
  desk: 'what people ask in Discord, and its answers',
  alerts: 'messages: plan, render, settle',
  briefs: 'summary, people, places, coming dates',
  stories: 'verdicts to stories: what is one event',
  events: 'a report to what happened',
  rules: 'an item to a verdict, with reasons',
  feeds: 'bytes to items',
  text: 'words, HTML, URLs, ids',
  language: 'words and rules of each language, a folder each',
  'io/http': 'client, guard, pace, workers',
  'io/store': 'Keyv: SQLite, Redis, PostgreSQL',
  'io/discord': 'bot, webhook, preview',
  'io/ops': 'clock, cron, log, metrics',
}

/** That one room imports another. */
export interface Edge {
  readonly from: string
  readonly to: string
  /** Whether nothing but types is imported. */
  readonly typeOnly: boolean
}

/** Every import from one room to another, once. */
export function edgesOfRooms(): readonly Edge[] {
  const edges = new Map<string, Edge>()
  for (const { name, imports } of readSources()) {
    const from = roomOf(name)
    for (const one of imports.filter(each => isOurs(each.from))) {
      const to = roomOf(one.from)
      const key = `${from} ${to}`
      if (from !== to) edges.set(key, { from, to, typeOnly: one.typeOnly && edges.get(key)?.typeOnly !== false })
    }
  }
  return [...edges.values()].sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
}

/** The edges that do not follow from others: a way of imports by itself makes an import plain; types alone do not imply more than types. */
export function withoutImplied(edges: readonly Edge[]): readonly Edge[] {
  const next = Map.groupBy(edges, edge => edge.from)
  const reaches = (from: string, to: string, not: Edge): boolean =>
    (next.get(from) ?? [])
      .filter(edge => edge !== not && (not.typeOnly || !edge.typeOnly))
      .some(edge => edge.to === to || reaches(edge.to, to, not))
  return edges.filter(edge => !reaches(edge.from, edge.to, edge))
}

const SHELL = ['main', 'commands', 'bot']
const WIDTH = 960
const HEIGHT = 46
const STEP = 70
const TOP = 84

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** Where each room stands: the shell above, the floors below it on the left, io beside them. */
function boxes(): ReadonlyMap<string, Box> {
  const floors = [...FLOORS].reverse()
  const found = new Map<string, Box>()
  for (const [row, name] of SHELL.entries()) found.set(name, { x: 130, y: TOP + row * STEP, width: 780 })
  for (const [row, name] of floors.entries()) found.set(name, { x: 130, y: TOP + (3 + row) * STEP, width: 390 })
  for (const [row, name] of IO.entries()) found.set(name, { x: 650, y: TOP + (3.5 + row * 1.75) * STEP, width: 260 })
  return found
}

/** The picture, readable on a light and on a dark page: it brings its own ground. */
export function drawRooms(edges: readonly Edge[]): string {
  const places = boxes()
  const missing = [...new Set([...places.keys(), ...edges.flatMap(edge => [edge.from, edge.to])])].filter(
    name => !places.has(name) || ROOMS[name] === undefined,
  )
  if (missing.length > 0)
    throw new Error(
      `no place in the picture for ${missing.join(', ')} – add it to FLOORS or IO in tests/imports.ts and to ROOMS in docs/picture.ts`,
    )
  const height = TOP + (SHELL.length + FLOORS.length) * STEP
  const arrows = withoutImplied(edges).map(edge => arrowOf(edge, places))
  const rooms = [...places].map(([name, { x, y, width }]) => {
    const io = IO.includes(name)
    const kind = SHELL.includes(name) ? 'shell' : io ? 'io' : 'floor'
    const what = io
      ? `<text class="what" x="${x + 14}" y="${y + 38}">`
      : `<text class="what" x="${x + width - 14}" y="${y + 28}" text-anchor="end">`
    return `<g><rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${HEIGHT}" rx="7"/><text class="name" x="${x + 14}" y="${y + (io ? 20 : 29)}">${name}</text>${what}${ROOMS[name]}</text></g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="The rooms of src/ and what each imports">
<style>
.ground{fill:#ffffff;stroke:#d0d7de}.floor{fill:#ddf4ff;stroke:#54aeff}.io{fill:#fff1e5;stroke:#fb8f44}.shell{fill:#f6f8fa;stroke:#8c959f}
text{font-family:"DejaVu Sans","Segoe UI",Helvetica,Arial,sans-serif;fill:#1f2328}.name{font-size:16px;font-weight:600}.what,.note{font-size:12.5px}
.edge{fill:none;stroke:#57606a;stroke-width:1.4}.types{stroke-dasharray:5 4}.head{fill:#57606a}
@media (prefers-color-scheme:dark){.ground{fill:#0d1117;stroke:#30363d}.floor{fill:#0c2d4d;stroke:#388bfd}.io{fill:#3d1f00;stroke:#db6d28}.shell{fill:#21262d;stroke:#6e7681}text{fill:#e6edf3}.edge{stroke:#9198a1}.head{fill:#9198a1}}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>
<rect class="ground" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="10"/>
<text class="note" x="24" y="32">Arrow: imports. Dashed: types only. Arrows that follow from others are left out.</text>
<text class="note" x="24" y="54">Blue: floors, which decide and are pure. Orange: io, which acts. Grey: the shell, which joins them.</text>
${arrows.join('\n')}
${rooms.join('\n')}
</svg>
`
}

function arrowOf({ from, to, typeOnly }: Edge, places: ReadonlyMap<string, Box>): string {
  const [a, b] = [places.get(from), places.get(to)]
  if (a === undefined || b === undefined) return ''
  return `<path class="edge${typeOnly ? ' types' : ''}" marker-end="url(#head)" d="${pathOf(from, a, to, b)}"><title>${from} imports ${to}</title></path>`
}

/** Down to the neighbour below, round the left side past others, from the shell's bottom and from io's side to where it leads. */
function pathOf(from: string, a: Box, to: string, b: Box): string {
  const middle = (box: Box) => box.y + HEIGHT / 2
  if (IO.includes(to)) {
    return `M${a.x + a.width} ${middle(a)}h20V${middle(b)}h-20`
  }
  if (IO.includes(from)) {
    const bend = a.x - 22 - 16 * IO.indexOf(from)
    return `M${a.x} ${middle(a)}H${bend}V${middle(b) + 5 * IO.indexOf(from) - 8}H${b.x + b.width}`
  }
  if (b.y - a.y <= STEP) return `M${a.x + 60} ${a.y + HEIGHT}V${b.y}`
  const span = Math.round((b.y - a.y) / STEP)
  const bend = a.x - 14 * span
  const lower = middle(b) - 8
  return `M${a.x} ${middle(a) + 8}C${bend} ${middle(a) + 20} ${bend} ${lower - 12} ${b.x} ${lower}`
}

const BEGIN = '<!-- imports: written by npm run picture -->'
const END = '<!-- imports end -->'

/** A page with the table of imports written anew between its marks. */
export function withTable(page: string, edges: readonly Edge[]): string {
  const rows = [...SHELL, ...FLOORS.toReversed(), ...IO].map(name => {
    const out = edges.filter(edge => edge.from === name)
    const list = (types: boolean) =>
      out
        .filter(edge => edge.typeOnly === types)
        .map(edge => `\`${edge.to}\``)
        .join(' ') || '–'
    return `| \`${name}\` | ${list(false)} | ${list(true)} |`
  })
  const table = ['| room | imports | types only from |', '|---|---|---|', ...rows].join('\n')
  const [before, rest] = page.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`docs/architecture.md lacks "${BEGIN}" or "${END}"`)
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`
}

/** Where the picture and the page stand. */
export const PICTURE = join(import.meta.dirname, 'architecture.svg')
export const PAGE = join(import.meta.dirname, 'architecture.md')

if (import.meta.main) {
  const edges = edgesOfRooms()
  writeFileSync(PICTURE, drawRooms(edges))
  writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), edges))
}
