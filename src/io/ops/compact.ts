/**
 * Collects all garbage once and returns the memory: reading the configuration takes more than the running bot needs again, and Node would
 * keep it. Does nothing unless Node was started with `--expose-gc`, as by `npm start` and the image.
 */
export function compact(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
