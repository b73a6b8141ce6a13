import { randomUUID } from 'node:crypto'
import type { Picture } from './sender.ts'

export interface FormFile {
  readonly name: string
  /** Media type. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** An encoded body. */
export interface Form {
  /** Content-Type. */
  readonly type: string
  readonly bytes: Buffer
}

/**
 * A message with files in one form (RFC 7578), as Discord's reference page "Uploading Files" describes. Written here, since to name Node's
 * FormData has Node load its whole fetch: 18 MB.
 */
export function formOf(payload: object, files: readonly FormFile[]): Form {
  const boundary = `form-${randomUUID()}`
  const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`
  const chunks = [Buffer.from(`${part('name="payload_json"')}${JSON.stringify(payload)}\r\n`)]
  for (const [index, { name, type, bytes }] of files.entries()) {
    const head = `name="files[${index}]"; filename="${escaped(name)}"\r\nContent-Type: ${type}`
    chunks.push(Buffer.from(part(head)), Buffer.from(bytes), Buffer.from('\r\n'))
  }
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  }
}

/** A name between quotes, as browsers write it (WHATWG's HTML, "Multipart form data"). */
function escaped(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
}

/** A message's picture as a list of files; empty without a picture. */
export function pictureFiles(picture: Picture | undefined): readonly FormFile[] {
  return picture === undefined ? [] : [{ name: picture.name, type: 'image/png', bytes: picture.bytes }]
}

/** Body options for a request of discord.js, which would encode files with Node's FormData. */
export function restBody(body: object, files: readonly FormFile[]) {
  if (files.length === 0) return { body }
  const { type, bytes } = formOf(body, files)
  return { body: bytes, headers: { 'content-type': type }, passThroughBody: true }
}
