import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const require = createRequire(import.meta.url)
let ready: Promise<Uint8Array[]> | null = null

/** Renders an SVG as a PNG in this process, with the bundled DejaVu fonts: no browser, native library or system font is needed. */
export async function drawPicture(svg: string): Promise<Uint8Array> {
  // The WebAssembly module can be initialised only once per process.
  ready ??= setUp()
  const fontBuffers = await ready
  const image = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: 'DejaVu Sans' } }).render()
  return image.asPng()
}

async function setUp(): Promise<Uint8Array[]> {
  await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')))
  const names = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']
  return Promise.all(names.map(name => readFile(require.resolve(`dejavu-fonts-ttf/ttf/${name}`))))
}
