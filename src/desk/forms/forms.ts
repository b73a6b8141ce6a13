import { idOf } from '../../text/id.ts'
import { AMENDING, AMENDING_GROUPS } from './amending-forms.ts'
import { CHANGING } from './changing-forms.ts'
import { type CommandForm, rawCommand, rawGroup, rawMessageCommand } from './command.ts'
import { READING } from './reading-forms.ts'
import { WATCHING } from './watch-forms.ts'

/** The desk's commands. */
export const FORMS: readonly CommandForm[] = [...READING, ...CHANGING, ...WATCHING, ...AMENDING]

/** The command in a message's menu. */
export const WHY_THIS = 'Why this alert?'

/** All commands in Discord's form. */
export function rawCommands(): readonly object[] {
  return [
    ...FORMS.map(rawCommand),
    ...AMENDING_GROUPS.map(rawGroup),
    rawMessageCommand({ en: WHY_THIS, ko: '이 알림의 이유는?', ja: 'この通知の理由は?' }),
  ]
}

/** Identifies a set of commands: they are registered again only if it changed. */
export function fingerprint(commands: readonly object[]): string {
  return idOf(['desk', JSON.stringify(commands)])
}

/** @param name for a subcommand both names, such as "feed add" */
export function formOf(name: string): CommandForm | null {
  const own = FORMS.find(form => form.name.en === name)
  if (own !== undefined) return own
  const [first = '', second = ''] = name.split(' ')
  const group = AMENDING_GROUPS.find(one => one.name.en === first)
  return group?.commands.find(form => form.name.en === second) ?? null
}
