import { widthOf, wrap } from './width.ts'

/**
 * Rows with aligned columns, two spaces apart; wide East Asian characters count as two columns.
 * @param right indexes of the right-aligned columns
 */
export function renderTable(rows: readonly (readonly string[])[], right: readonly number[] = []): readonly string[] {
  const columns = Math.max(0, ...rows.map(row => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map(row => widthOf(row[column] ?? ''))),
  )
  return rows.map(row =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? ''
        const space = ' '.repeat(width - widthOf(cell))
        return right.includes(column) ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
}

/** A text as lines indented by `spaces`, at most `columns` wide including the indent. */
export function indented(text: string, spaces: number, columns: number): readonly string[] {
  return wrap(text, columns - spaces).map(line => ' '.repeat(spaces) + line)
}
