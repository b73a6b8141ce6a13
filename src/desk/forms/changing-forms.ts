import type { CommandForm, Option } from './command.ts'

const FOR: Option = {
  name: { en: 'for', ko: '기간', ja: '期間' },
  says: {
    en: 'How long: 6h, 3d, or ever (default 1d)',
    ko: '기간: 6h, 3d 또는 ever (기본 1d)',
    ja: '期間: 6h、3d、または ever(既定 1d)',
  },
  type: 'text',
  longest: 10,
}

function muted(name: Option['name'], says: Option['says']): Option {
  return { name, says, type: 'text', longest: 100, completes: true }
}

/** Commands that change what is posted, and the one that lists mutes. */
export const CHANGING: readonly CommandForm[] = [
  {
    name: { en: 'mute', ko: '음소거', ja: 'ミュート' },
    says: {
      en: 'Record, but do not post, news of a story, an outlet, a person or a list',
      ko: '사건·매체·인물·목록의 소식을 기록만 하고 게시하지 않기',
      ja: '経緯・媒体・人物・リストの記事を記録のみ行い投稿しない',
    },
    options: [
      muted(
        { en: 'story', ko: '사건', ja: '経緯' },
        { en: 'A story that was posted', ko: '알림이 있었던 사건', ja: '通知された経緯' },
      ),
      muted({ en: 'outlet', ko: '매체', ja: '媒体' }, { en: 'An outlet', ko: '매체', ja: '媒体' }),
      muted({ en: 'person', ko: '인물', ja: '人物' }, { en: 'A person', ko: '인물', ja: '人物' }),
      muted(
        { en: 'list', ko: '목록', ja: 'リスト' },
        { en: 'A list of terms.yaml', ko: 'terms.yaml의 목록', ja: 'terms.yaml のリスト' },
      ),
      FOR,
    ],
    changes: true,
  },
  {
    name: { en: 'mutes', ko: '음소거목록', ja: 'ミュート一覧' },
    says: {
      en: 'What is muted, with buttons that undo it',
      ko: '음소거 목록과 해제 버튼',
      ja: 'ミュート一覧と解除ボタン',
    },
    options: [],
  },
  {
    name: { en: 'quiet', ko: '조용한시간', ja: '静音時間' },
    says: {
      en: 'Hours in which messages make no sound; without hours, shows the setting',
      ko: '알림음 없이 게시하는 시간; 시간이 없으면 현재 설정 표시',
      ja: '通知音なしで投稿する時間帯。時間なしなら現在の設定を表示',
    },
    options: [
      {
        name: { en: 'from', ko: '시작', ja: '開始' },
        says: {
          en: 'When they begin, as 22:00; off ends them',
          ko: '시작 시각, 예: 22:00; off는 해제',
          ja: '開始時刻、例: 22:00。off で解除',
        },
        type: 'text',
        longest: 5,
      },
      {
        name: { en: 'to', ko: '끝', ja: '終了' },
        says: { en: 'When they end, as 07:00', ko: '끝나는 시각, 예: 07:00', ja: '終了時刻、例: 07:00' },
        type: 'text',
        longest: 5,
      },
      {
        name: { en: 'zone', ko: '시간대', ja: 'タイムゾーン' },
        says: {
          en: 'Zone such as Asia/Seoul (default: that of settings.yaml)',
          ko: '시간대, 예: Asia/Seoul (기본: settings.yaml)',
          ja: 'タイムゾーン、例: Asia/Seoul(既定: settings.yaml)',
        },
        type: 'text',
        longest: 40,
        completes: true,
      },
      {
        name: { en: 'still', ko: '예외', ja: '例外' },
        says: {
          en: 'What still pings (default: high)',
          ko: '계속 울리는 알림 (기본: high)',
          ja: '引き続き鳴る通知(既定: high)',
        },
        type: 'text',
        choices: [
          { name: 'high', value: 'high' },
          { name: 'nothing', value: 'nothing' },
        ],
      },
    ],
    changes: true,
  },
  {
    name: { en: 'pause', ko: '일시정지', ja: '一時停止' },
    says: {
      en: 'Send nothing for a time: alerts wait in the store',
      ko: '한동안 전송 중지: 알림은 저장소에서 대기',
      ja: '一定時間送信を停止: 通知は保存されて待機',
    },
    options: [FOR],
    changes: true,
  },
  {
    name: { en: 'resume', ko: '재개', ja: '再開' },
    says: { en: 'Resume sending; send what waits', ko: '대기 중인 알림 전송 재개', ja: '待機中の通知の送信を再開' },
    options: [],
    changes: true,
  },
]
