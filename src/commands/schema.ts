import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonSchemas } from '../config/json-schemas.ts'
import { type Command, EXIT } from './command.ts'

export const command: Command = {
  name: 'schema',
  summary: 'write the JSON Schemas with which editors complete and check the config files',
  help: `
usage: backchannel schema [--to DIR]

  --to DIR   where to write them (default: config/schema)`,
  options: { to: { type: 'string', default: 'config/schema' } },
  async run({ values, stdout }) {
    const directory = String(values.to)
    await mkdir(directory, { recursive: true })
    for (const [name, text] of jsonSchemas()) {
      await writeFile(join(directory, name), text)
      stdout.write(`${join(directory, name)}\n`)
    }
    return EXIT.well
  },
}
