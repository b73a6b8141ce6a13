import type { Language } from '../language.ts'

/** Offices, after a name. */
const TITLE =
  '(?:氏|大統領|副大統領|首相|外相|国務長官|国防長官|長官|代表|次官|委員長|総書記|大使|特使|補佐官|報道官|国防相|主席|部長|議員|教授|副部長)'

export const JAPANESE: Language<'ja'> = {
  code: 'ja',
  name: 'Japanese',
  alsoCalled: ['jp', 'japanese'],
  verbFinal: true,
  pastBehind: true,
  dateSigns: { month: '月', day: '日' },
  weekdays: {
    names: '日月火水木金土',
    next: '来週(?:の)?([日月火水木金土])曜日?',
    plain: '([日月火水木金土])曜日',
  },
  counters: '日月年人発',
  phrases: {
    payment: '有料会員|会員限定|この記事は有料|続きを読むには',
    consent: 'クッキー.{0,12}同意',
    missing: 'ページが(?:見つかり|存在し)ません',
    calledOff: '中止|延期|取りやめ|取り止め',
    noLonger: '中止|延期|取り消|取りやめ|取り止め|見送り|見送る|キャンセル|白紙',
    kindOfEvent: '会談|訪問',
    untilBefore: 'から$',
    spoken: 'と(?:述べ|語|主張|非難|強調|批判|反発)',
    eventThere: '会談|協議|訪問|発射|実験|首脳',
    longAgo: '昨年|先月',
    thereBehind: '^で',
    onTheWayBehind: '^(?:を訪問|に到着|訪問)',
    otherEventBehind: '^.{0,40}(?:機に|控え)',
    capitalIsPlace: '^(?:で|に|へ|を訪)',
    senderBehind: '^から',
    statementTitle: '^.{0,24}(?:談話|声明)',
    statementTold: '談話|声明で',
    citedBehind: ',? 報道',
    citedFurther: '(?:が|は|によると)?[^.。]{0,12}(?:報道|報じ|伝え|によると)',
    lastMonth: '先月',
    lastYear: '昨年',
    comingMonth: '来月',
    thisMonth: '今月',
    nextYear: '来年',
    today: '今日|本日',
    tomorrow: '明日',
    inTwoDays: '明後日',
    nextMonth: '来月',
    lateThisMonth: '今月末|今月下旬',
    yearEnd: '年末',
    officeEnds: '[現前元副新省党部国軍院庁会議務理席]$',
  },
  get furniture() {
    return [/無断転載|会員(?:登録|限定)|有料(?:会員|記事)|続きを読む|ログイン|関連記事|転載を禁/]
  },
  get goesOn() {
    return [
      /^[「『]?(?:彼は|彼女は|同氏|彼らは|これは|これに|これを|これで|この|その|それ|しかし|だが|また|一方|さらに|ただ|そして|なお|同日|同国|こうした|そうした|ところが|つまり|例えば)/u,
    ]
  },
  get names() {
    return [
      new RegExp(
        `([\\p{Script=Katakana}ー]{2,}(?:[・＝][\\p{Script=Katakana}ー]{2,})+)|([\\p{Script=Katakana}ー]{3,})(?=前?元?${TITLE})`,
        'gu',
      ),
      new RegExp(`(?<!\\p{Script=Han})(\\p{Script=Han}{3,4})(?=${TITLE})`, 'gu'),
    ]
  },
  get clock() {
    return {
      pattern: /日本時間(午前|午後)(\d{1,2})時(?:(\d{1,2})分)?/u,
      zone: 'JST',
      afternoon: '午後',
    }
  },
}
