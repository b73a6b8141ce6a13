import { basename, join } from 'node:path'
import type { ConfigDirectory } from '../../bot/reload/config-directory.ts'
import { exportAmendments, saysSame } from '../../config/layers/desk-export.ts'
import { LOCAL } from '../../config/layers/files.ts'
import { describeEdit } from '../../desk/amendment.ts'
import { writeWhole } from '../../io/ops/write-whole.ts'
import { renderProblem } from '../../text/show/problem.ts'
import { visible } from '../../text/show/visible.ts'
import { type CommandContext, EXIT } from '../command.ts'
import { forgetExported, heldFor, readerOf } from './stored-amendments.ts'

/** `config export`: prints the changes made in Discord, or writes them into the user's own files. @returns the exit code */
export async function exportDesk(found: ConfigDirectory, directory: string, context: CommandContext): Promise<number> {
  const { values, stdout, stderr } = context
  if (values.clear === true && values.write !== true) {
    stderr.write('config export: --clear needs --write – else the changes would be lost\n')
    return EXIT.usage
  }
  const held = await heldFor(found, directory, context)
  if (typeof held === 'number') return held
  for (const { amendment, why } of held.aside)
    stderr.write(visible(`not exported, since it is not valid: ${describeEdit(amendment.edit)}: ${why}\n`))
  const { layer, amendments } = held
  if (amendments.length === 0) {
    stderr.write('nothing was changed in Discord\n')
    return EXIT.well
  }
  if (values.write !== true) {
    const files = [...layer.texts].map(([name, text]) => `# ${basename(name)}\n${text}`)
    stdout.write(files.join('---\n'))
    return EXIT.well
  }
  const read = readerOf(directory)
  const shippedTexts = [...found.texts].filter(([name]) => !name.startsWith(`${LOCAL}/`))
  const [shipped, before] = [
    await read({ texts: new Map(shippedTexts), unreadable: [] }),
    await read({ texts: new Map([...found.texts, ...layer.texts]), unreadable: [] }),
  ]
  for (const one of [shipped, before])
    if (one.kind === 'problems') {
      for (const problem of one.problems) stderr.write(`${renderProblem(problem)}\n`)
      return EXIT.config
    }
  if (shipped.kind === 'problems' || before.kind === 'problems') return EXIT.config
  const texts = new Map(found.texts)
  const written = new Map<string, string>()
  for (const [name, edited] of exportAmendments(amendments, found.texts, shipped.parts)) {
    const file = join(directory, LOCAL, name)
    if (edited.kind === 'problem') {
      stderr.write(visible(`${file}:${edited.line}:1 ${edited.what} – ${edited.todo}\n`))
      return EXIT.config
    }
    texts.set(`${LOCAL}/${name}`, edited.text)
    if (edited.text !== found.texts.get(`${LOCAL}/${name}`)) written.set(file, edited.text)
  }
  const after = await read({ texts, unreadable: [] })
  if (after.kind === 'problems' || !saysSame(after.parts, before.parts)) {
    stderr.write(
      `nothing was written: in ${join(directory, LOCAL)} it would mean something else – put the output of "config export" there by hand\n`,
    )
    return EXIT.config
  }
  for (const [file, text] of written) {
    const failed = await writeWhole(file, text)
    if (failed !== null) {
      stderr.write(`${file} ${failed}\n`)
      return EXIT.unreachable
    }
    stdout.write(`written: ${file}\n`)
  }
  if (values.clear !== true) return EXIT.well
  const failed = await forgetExported(amendments, context)
  if (failed === null) stdout.write(`${amendments.length} changes are now in files and no longer in the store\n`)
  return failed ?? EXIT.well
}
