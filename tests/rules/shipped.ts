import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type Config, readConfig } from '../../src/config/config.ts'
import { CONFIG_NAMES } from '../../src/config/layers/files.ts'
import { renderProblem } from '../../src/text/show/problem.ts'

/** The shipped configuration, without what a person has put on it. */
export function shippedConfig(): Config {
  const texts = CONFIG_NAMES.map(
    name => [name, readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8')] as const,
  )
  const read = readConfig(new Map(texts), 'config')
  if (read.kind === 'problems') assert.fail(read.problems.map(renderProblem).join('\n'))
  return read.config
}
