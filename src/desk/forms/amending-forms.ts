import { FEED_KINDS } from '../../feeds/feed.ts'
import { type CommandForm, type CommandGroup, type Option, SHARE } from './command.ts'
import type { Words } from './words.ts'

function feed(says: Words): Option {
  return {
    name: { en: 'feed', ko: '피드', ja: 'フィード' },
    says,
    type: 'text',
    required: true,
    longest: 300,
    completes: true,
  }
}

const A_FEED: Words = { en: 'A feed of the bot', ko: '봇의 피드', ja: 'ボットのフィード' }

const LIST: Option = {
  name: { en: 'list', ko: '목록', ja: 'リスト' },
  says: { en: 'A list of terms.yaml', ko: 'terms.yaml의 목록', ja: 'terms.yaml のリスト' },
  type: 'text',
  longest: 64,
  completes: true,
}

const TERM: Option = {
  name: { en: 'term', ko: '용어', ja: '用語' },
  says: {
    en: 'Words as written in a text; * at the end matches any ending',
    ko: '본문에 나오는 그대로의 단어; 끝의 *는 모든 어미',
    ja: '本文にあるとおりの語句。末尾の * は任意の語尾',
  },
  type: 'text',
  longest: 200,
}

const FEED: CommandGroup = {
  name: { en: 'feed', ko: '피드', ja: 'フィード' },
  says: { en: 'The feeds that are read', ko: '수집하는 피드', ja: '収集するフィード' },
  commands: [
    {
      name: { en: 'add', ko: '추가', ja: '追加' },
      says: {
        en: 'Read a feed, or the feed of a site, from now on',
        ko: '피드 또는 사이트의 피드를 지금부터 수집',
        ja: 'フィード、またはサイトのフィードを今後収集',
      },
      options: [
        {
          name: { en: 'url', ko: '주소', ja: 'アドレス' },
          says: { en: 'Address of the feed or the site', ko: '피드나 사이트의 주소', ja: 'フィードかサイトのアドレス' },
          type: 'text',
          required: true,
          longest: 1000,
        },
        {
          name: { en: 'name', ko: '이름', ja: '名前' },
          says: {
            en: 'The outlet as readers know it (default: the title of the feed)',
            ko: '독자가 아는 매체 이름 (기본: 피드 제목)',
            ja: '読者が知る媒体名(既定: フィードの題名)',
          },
          type: 'text',
          longest: 100,
        },
        {
          name: { en: 'language', ko: '언어', ja: '言語' },
          says: {
            en: 'en, ko, ja, zh … (default: that of most entries)',
            ko: 'en, ko, ja, zh … (기본: 대부분 기사의 언어)',
            ja: 'en, ko, ja, zh …(既定: 多くの記事の言語)',
          },
          type: 'text',
          longest: 10,
        },
        {
          name: { en: 'kind', ko: '종류', ja: '種別' },
          says: { en: 'What the outlet is', ko: '매체의 종류', ja: '媒体の種別' },
          type: 'text',
          choices: FEED_KINDS.map(kind => ({ name: kind, value: kind })),
        },
        {
          name: { en: 'secret', ko: '비밀', ja: '秘密' },
          says: {
            en: 'The address is a secret: only its host is ever shown',
            ko: '주소는 비밀: 호스트만 표시',
            ja: 'アドレスは秘密: ホスト名のみ表示',
          },
          type: 'yes',
        },
      ],
      changes: true,
    },
    {
      name: { en: 'list', ko: '목록', ja: '一覧' },
      says: {
        en: 'Every feed: its health, how often it is polled',
        ko: '모든 피드의 상태와 확인 주기',
        ja: '全フィードの状態と確認間隔',
      },
      options: [SHARE],
    },
    {
      name: { en: 'test', ko: '시험', ja: '試験' },
      says: {
        en: 'Poll a feed now: its newest entries, and which would be alerted',
        ko: '지금 피드 확인: 최신 기사와 알림 여부',
        ja: '今フィードを確認: 最新記事と通知の可否',
      },
      options: [
        feed({
          en: 'A feed of the bot, or the address of any',
          ko: '봇의 피드 또는 임의의 주소',
          ja: 'ボットのフィード、または任意のアドレス',
        }),
        SHARE,
      ],
    },
    {
      name: { en: 'pause', ko: '중지', ja: '停止' },
      says: { en: 'Keep a feed without polling it', ko: '피드를 남기되 확인하지 않기', ja: 'フィードを残し確認しない' },
      options: [feed(A_FEED)],
      changes: true,
    },
    {
      name: { en: 'resume', ko: '재개', ja: '再開' },
      says: { en: 'Poll a paused feed again', ko: '중지한 피드를 다시 확인', ja: '停止したフィードを再び確認' },
      options: [feed(A_FEED)],
      changes: true,
    },
    {
      name: { en: 'remove', ko: '삭제', ja: '削除' },
      says: {
        en: 'Remove a feed; its items stay',
        ko: '피드 삭제; 수집한 기사는 유지',
        ja: 'フィードを削除。収集済みの記事は残る',
      },
      options: [feed(A_FEED)],
      changes: true,
    },
  ],
}

const TERMS: CommandGroup = {
  name: { en: 'term', ko: '용어', ja: '用語' },
  says: { en: 'The words that rules look for', ko: '규칙이 찾는 단어', ja: 'ルールが探す語句' },
  commands: [
    {
      name: { en: 'add', ko: '추가', ja: '追加' },
      says: { en: 'Add a term to a list', ko: '목록에 용어 추가', ja: 'リストに用語を追加' },
      options: [
        { ...LIST, required: true },
        { ...TERM, required: true },
      ],
      changes: true,
    },
    {
      name: { en: 'remove', ko: '삭제', ja: '削除' },
      says: { en: 'Remove a term from a list', ko: '목록에서 용어 삭제', ja: 'リストから用語を削除' },
      options: [
        { ...LIST, required: true },
        { ...TERM, required: true, completes: true },
      ],
      changes: true,
    },
  ],
}

const RULES: CommandGroup = {
  name: { en: 'rule', ko: '규칙', ja: 'ルール' },
  says: { en: 'The rules that decide what is alerted', ko: '알림을 결정하는 규칙', ja: '通知を決めるルール' },
  commands: [
    {
      name: { en: 'try', ko: '시험', ja: '試す' },
      says: {
        en: 'Alerts that a change would have added and removed in 30 days; a button applies it',
        ko: '변경 시 30일 동안 추가되거나 사라졌을 알림; 버튼으로 적용',
        ja: '変更で30日間に増減した通知を表示。ボタンで適用',
      },
      options: [
        {
          name: { en: 'rule', ko: '규칙', ja: 'ルール' },
          says: {
            en: 'A rule, or the name of a new one; with when',
            ko: '규칙 또는 새 규칙의 이름; when과 함께',
            ja: 'ルール、または新しいルール名。when とともに',
          },
          type: 'text',
          longest: 64,
          completes: true,
        },
        {
          name: { en: 'when', ko: '조건', ja: '条件' },
          says: {
            en: 'Its expression: words and @lists, joined by and, or, not',
            ko: '조건식: 단어와 @목록을 and, or, not으로 연결',
            ja: '条件式: 語句と @リスト を and、or、not でつなぐ',
          },
          type: 'text',
          longest: 2000,
        },
        LIST,
        TERM,
        {
          name: { en: 'remove', ko: '삭제', ja: '削除' },
          says: {
            en: 'Remove the term from the list instead of adding it',
            ko: '용어를 추가하지 않고 목록에서 삭제',
            ja: '用語を追加せずリストから削除',
          },
          type: 'yes',
        },
      ],
      changes: true,
    },
  ],
}

/** Commands that change the configuration, each group under one name. */
export const AMENDING_GROUPS: readonly CommandGroup[] = [FEED, TERMS, RULES]

export const AMENDING: readonly CommandForm[] = [
  {
    name: { en: 'undo', ko: '되돌리기', ja: '元に戻す' },
    says: {
      en: 'Undo the last change of feeds, terms or rules, whoever made it',
      ko: '피드·용어·규칙의 마지막 변경 되돌리기 (누가 했든)',
      ja: 'フィード・用語・ルールの最後の変更を元に戻す(誰の変更でも)',
    },
    options: [
      {
        name: { en: 'change', ko: '변경', ja: '変更' },
        says: { en: 'A change other than the last', ko: '마지막이 아닌 다른 변경', ja: '最後以外の変更' },
        type: 'text',
        longest: 100,
        completes: true,
      },
    ],
    changes: true,
  },
]
