import { idOf } from '../text/id.ts'
import { CHANGING } from './changing-forms.ts'
import { type CommandForm, rawCommand, rawMessageCommand } from './command.ts'
import { READING } from './reading-forms.ts'
import { WATCHING } from './watch-forms.ts'

/** The desk's commands. */
export const FORMS: readonly CommandForm[] = [...READING, ...CHANGING, ...WATCHING]

/** The command in a message's menu. */
export const WHY_THIS = 'Why this alert?'

/** All commands in Discord's form. */
export function rawCommands(): readonly object[] {
  return [
    ...FORMS.map(rawCommand),
    rawMessageCommand({ en: WHY_THIS, ko: '이 알림의 이유는?', ja: 'この通知の理由は?' }),
  ]
}

/** Names the commands as they are: registered again only where it is another. */
export function fingerprint(commands: readonly object[]): string {
  return idOf(['desk', JSON.stringify(commands)])
}

export function formOf(name: string): CommandForm | null {
  return FORMS.find(form => form.name.en === name) ?? null
}
