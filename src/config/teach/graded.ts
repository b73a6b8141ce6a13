import type { Tried } from './propose.ts'

/**
 * The items of graded JSON lines that must be alerted, as `train` reads them: {"title","summary"?,"lang"?,"source"?,"grade":"core",…}.
 * @throws SyntaxError that names the line
 */
export function coreItems(text: string): readonly Tried[] {
  return text.split('\n').flatMap((line, index): readonly Tried[] => {
    if (line.trim() === '') return []
    let item: Readonly<Record<string, unknown>>
    try {
      item = JSON.parse(line)
    } catch {
      throw new SyntaxError(`line ${index + 1} is not JSON`)
    }
    if (item?.grade !== 'core') return []
    const said = (key: string) => (typeof item[key] === 'string' ? (item[key] as string) : '')
    const judged = {
      title: said('title'),
      summary: said('summary'),
      language: said('lang').toLowerCase().split('-')[0] ?? '',
      source: said('source'),
      outlet: '',
      outletKind: '',
    }
    return [{ id: `line ${index + 1}`, judged }]
  })
}
