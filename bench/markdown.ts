import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { machine } from './proc.ts'

/** Writes what a bench measured as a Markdown table, with the machine, its load and the time, so that a run that nobody watches is kept. */
export function writeMarkdown(
  file: string,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  after: readonly string[] = [],
): void {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map(cell => String(cell).replaceAll('|', '/')).join(' | ')} |`
  const load = loadavg().map(one => one.toFixed(1))
  const text = [
    `# ${title}`,
    '',
    `${machine()}; ended ${new Date().toISOString()}, load ${load.join(', ')}`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map(line),
    '',
    ...after,
    '',
  ]
  writeFileSync(file, text.join('\n'))
}
