import { LIMITS } from '../../alerts/card/limits.ts'
import { visible } from '../../text/show/visible.ts'
import { fitLines, type Reply } from './reply.ts'

const FENCE = '```'

/**
 * Lines of plain text, including strangers', shown literally: in a code block nothing pings, links or is formatted, and no text can end the
 * block. As many whole lines as fit.
 */
export function codeBlock(lines: readonly string[]): Pick<Reply, 'embeds'> {
  const plain = lines.flatMap(line => visible(line).replaceAll('`', 'ˋ').split('\n'))
  const trimmed = plain.at(-1) === '' ? plain.slice(0, -1) : plain
  const room = LIMITS.description - 2 * FENCE.length - 2
  return { embeds: [{ description: `${FENCE}\n${fitLines(trimmed, room) || ' '}\n${FENCE}` }] }
}
