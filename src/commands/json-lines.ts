import { createInterface } from 'node:readline'

/** Reads one JSON value per line, skipping empty lines. @throws SyntaxError with the line number */
export async function* readJsonLines(input: NodeJS.ReadableStream): AsyncGenerator<unknown> {
  let number = 0
  for await (const line of createInterface({
    input,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1
    if (line.trim() === '') continue
    try {
      yield JSON.parse(line)
    } catch {
      throw new SyntaxError(`line ${number} is not JSON`)
    }
  }
}

/** Writes one value as a line. Waits for a slow reader, but not for one that is gone. */
export async function writeJsonLine(output: NodeJS.WritableStream, value: unknown): Promise<void> {
  if (output.write(`${JSON.stringify(value)}\n`)) return
  await new Promise<void>(resolve => {
    const events = ['drain', 'error', 'close'] as const
    const over = () => {
      for (const event of events) output.off(event, over)
      resolve()
    }
    for (const event of events) output.on(event, over)
  })
}
