import { STORY_TYPES } from '../../rules/verdict.ts'
import { type CommandForm, type Option, SHARE } from './command.ts'

const TYPE: Option = {
  name: { en: 'type', ko: '유형', ja: '種類' },
  says: { en: 'Type of alert', ko: '알림 유형', ja: 'アラートの種類' },
  type: 'text',
  choices: STORY_TYPES.map(type => ({ name: type, value: type })),
}

const DAYS: Option = {
  name: { en: 'days', ko: '일수', ja: '日数' },
  says: { en: 'How many days back', ko: '며칠 전까지', ja: '何日前まで' },
  type: 'whole',
  min: 1,
  max: 31,
}

/** Commands that only read. */
export const READING: readonly CommandForm[] = [
  {
    name: { en: 'status', ko: '상태', ja: '状態' },
    says: {
      en: 'Whether feeds are read, what waits, and when they are polled next',
      ko: '피드 수신 상태, 대기 중인 알림, 다음 확인 시각',
      ja: 'フィードの状態、待機中のアラート、次の確認時刻',
    },
    options: [SHARE],
  },
  {
    name: { en: 'search', ko: '검색', ja: '検索' },
    says: { en: 'Search what was read', ko: '수집한 기사 검색', ja: '収集した記事を検索' },
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
        name: { en: 'outlet', ko: '매체', ja: '媒体' },
        says: { en: 'The outlet that reported it', ko: '보도한 매체', ja: '報じた媒体' },
        type: 'text',
        longest: 100,
        completes: true,
      },
      TYPE,
      {
        name: { en: 'since', ko: '기간', ja: '期間' },
        says: {
          en: 'How far back: 12h, 7d (default 30d)',
          ko: '얼마나 전까지: 12h, 7d (기본 30d)',
          ja: 'どこまで遡るか: 12h, 7d(既定 30d)',
        },
        type: 'text',
        longest: 10,
      },
      SHARE,
    ],
  },
  {
    name: { en: 'story', ko: '사건', ja: '経緯' },
    says: {
      en: 'The timeline of a story: what was posted, and how it stands',
      ko: '사건의 흐름: 지금까지의 알림과 현재 상황',
      ja: '経緯の時系列: これまでの通知と現状',
    },
    options: [
      {
        name: { en: 'story', ko: '사건', ja: '経緯' },
        says: {
          en: 'Words of its headline, or the link of an alert or a report',
          ko: '제목의 단어, 또는 알림이나 기사의 링크',
          ja: '見出しの語、または通知か記事のリンク',
        },
        type: 'text',
        required: true,
        longest: 300,
        completes: true,
      },
      SHARE,
    ],
  },
  {
    name: { en: 'why', ko: '이유', ja: '理由' },
    says: { en: 'Why an alert was posted', ko: '알림이 게시된 이유', ja: '通知が投稿された理由' },
    options: [
      {
        name: { en: 'message', ko: '메시지', ja: 'メッセージ' },
        says: {
          en: 'Link or id of the alert (default: the newest)',
          ko: '알림의 링크나 ID (기본: 최신 알림)',
          ja: '通知のリンクかID(既定: 最新)',
        },
        type: 'text',
        longest: 200,
      },
      SHARE,
    ],
  },
  {
    name: { en: 'test-headline', ko: '제목시험', ja: '見出し試験' },
    says: {
      en: 'What the rules make of a headline',
      ko: '제목에 대한 규칙의 판단',
      ja: '見出しに対するルールの判定',
    },
    options: [
      {
        name: { en: 'title', ko: '제목', ja: '見出し' },
        says: { en: 'The headline', ko: '제목', ja: '見出し' },
        type: 'text',
        required: true,
        longest: 500,
      },
      {
        name: { en: 'summary', ko: '요약', ja: '要約' },
        says: { en: 'The text below it', ko: '요약문', ja: '要約文' },
        type: 'text',
        longest: 2000,
      },
      SHARE,
    ],
  },
  {
    name: { en: 'upcoming', ko: '예정', ja: '予定' },
    says: {
      en: 'Coming events named in stories, with a calendar file',
      ko: '기사에 나온 예정된 일정, 캘린더 파일 포함',
      ja: '記事にある今後の予定、カレンダーファイル付き',
    },
    options: [SHARE],
  },
  {
    name: { en: 'digest', ko: '요약보고', ja: 'まとめ' },
    says: {
      en: 'The last days, as in the digest',
      ko: '최근 며칠 동안의 요약',
      ja: '過去数日のまとめ',
    },
    options: [DAYS, SHARE],
  },
  {
    name: { en: 'feedback', ko: '피드백', ja: 'フィードバック' },
    says: {
      en: 'What readers found not relevant, and small changes that would have prevented it',
      ko: '독자의 의견과 그에 맞는 작은 규칙 변경 제안',
      ja: '読者の指摘と、それを抑えられる小さなルール変更の提案',
    },
    options: [SHARE],
  },
]
