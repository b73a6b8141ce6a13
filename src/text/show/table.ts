import { widthOf, wrap } from './width.ts'

/**
 * Rows with their columns one under the other, two spaces apart; East Asian characters count as the two columns that they take.
 * @param right numbers of the columns that end one under the other, as figures do
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

/** A text as lines that are set in by `spaces`, no longer than `columns` together with them. */
export function indented(text: string, spaces: number, columns: number): readonly string[] {
  return wrap(text, columns - spaces).map(line => ' '.repeat(spaces) + line)
}
