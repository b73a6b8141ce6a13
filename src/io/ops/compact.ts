/**
 * Collects all garbage once and gives its memory back: reading the configuration takes more than a bot that waits ever needs again, and
 * Node would keep it. Does nothing unless Node was started with `--expose-gc`, as `npm start` and the image do.
 */
export function compact(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
