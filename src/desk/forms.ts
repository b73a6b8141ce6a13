import { idOf } from '../text/id.ts'
import { type CommandForm, rawCommand, SHARE } from './command.ts'

/** The desk's commands. */
export const FORMS: readonly CommandForm[] = [
  {
    name: { en: 'status', ko: '상태', ja: '状態' },
    says: {
      en: 'Whether feeds are read, what waits, and when they are asked next',
      ko: '피드 수신 상태, 대기 중인 알림, 다음 확인 시각',
      ja: 'フィードの状態、待機中のアラート、次の確認時刻',
    },
    options: [SHARE],
  },
]

/** All commands in Discord's form. */
export function rawCommands(): readonly object[] {
  return FORMS.map(rawCommand)
}

/** Names the commands as they are: registered again only where it is another. */
export function fingerprint(commands: readonly object[]): string {
  return idOf(['desk', JSON.stringify(commands)])
}

export function formOf(name: string): CommandForm | null {
  return FORMS.find(form => form.name.en === name) ?? null
}
