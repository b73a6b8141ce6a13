import type { CommandForm } from './command.ts'

/** Commands by which a user gets mentions for a subject. */
export const WATCHING: readonly CommandForm[] = [
  {
    name: { en: 'watch', ko: '지켜보기', ja: 'ウォッチ' },
    says: {
      en: 'Get a mention in alerts with these words or this person',
      ko: '이 단어나 인물이 나오는 알림을 호출로 받기',
      ja: 'この語句や人物の通知を名指しで受け取る',
    },
    options: [
      {
        name: { en: 'words', ko: '단어', ja: '語句' },
        says: {
          en: 'Words of the headline or the summary, all of them',
          ko: '제목이나 요약에 모두 들어 있는 단어',
          ja: '見出しか要約にすべて含まれる語',
        },
        type: 'text',
        longest: 100,
      },
      {
        name: { en: 'person', ko: '인물', ja: '人物' },
        says: { en: 'A person who is named', ko: '언급된 인물', ja: '名前が出る人物' },
        type: 'text',
        longest: 100,
        completes: true,
      },
      {
        name: { en: 'direct', ko: '개인메시지', ja: 'ダイレクト' },
        says: {
          en: 'By direct message instead of a mention in the channel',
          ko: '채널 호출 대신 개인 메시지로',
          ja: 'チャンネルでのメンションの代わりにダイレクトメッセージで',
        },
        type: 'yes',
      },
    ],
  },
  {
    name: { en: 'watches', ko: '지켜보기목록', ja: 'ウォッチ一覧' },
    says: {
      en: 'What you watch, with buttons that end a watch',
      ko: '지켜보는 목록과 종료 버튼',
      ja: 'ウォッチ一覧と終了ボタン',
    },
    options: [],
  },
]
