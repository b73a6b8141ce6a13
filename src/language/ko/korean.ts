import type { Language } from '../language.ts'

/** Offices, after a name. */
const TITLE =
  '(?:부?대통령|부?장관|부?위원장|대표|부상|외무상|대사|국장|특사|총리|차관보?|보좌관|본부장|의원|대변인|교수|부장|주석|사령관|총장|실장|비서관?|상원의원|하원의원)'

export const KOREAN: Language<'ko'> = {
  code: 'ko',
  name: 'Korean',
  alsoCalled: ['kr', 'korean'],
  compounds: true,
  verbFinal: true,
  pastBehind: true,
  dateSigns: { month: '월', day: '일' },
  weekdays: {
    names: '일월화수목금토',
    next: '(?:다음 ?주|내주) ?([일월화수목금토])요일',
    plain: '([일월화수목금토])요일',
  },
  counters: '일월년명발',
  phrases: {
    payment: String.raw`유료\s*회원|구독(?:자|회원) 전용`,
    consent: '쿠키.{0,12}(?:동의|사용)',
    missing: '페이지를 찾을 수 없|존재하지 않는 (?:기사|페이지)',
    calledOff: '취소|무산|연기',
    noLonger: '취소|무산|연기',
    stillOn: '재개|예정대로',
    kindOfEvent: '회담|방문',
    untilBefore: '부터 ?$',
    spoken: '고 (?:말|밝|주장|비난|강조|반발|경고)',
    eventThere: '회담|협상|접촉|만나|만남|방문|발사|실험|회동|정상회의|열병식',
    longAgo: '지난해|작년|지난달',
    thereBehind: '^(?:에서|서 |의 )',
    onTheWayBehind: '^(?:을|를|에) (?:방문|도착)|^행|^(?:으로|로) (?:출발|향|떠)',
    otherEventBehind: '^.{0,40}(?:계기|앞두고)',
    capitalIsPlace: String.raw`^(?:에서|으로|로|에 |서 |\s?방문)`,
    statementTitle: '^.{0,24}담화',
    statementTold: '담화',
    citedBehind: ',? 보도',
    citedFurther: '(?:은|는|이|가|에 따르면|에서)?[^.。]{0,12}(?:보도|전했|에 따르면)',
    lastMonth: '지난 ?달',
    lastYear: '지난해|작년',
    comingMonth: '다음 ?달|(?<![가-힣])내달',
    thisMonth: '(?<![가-힣])이달|이번 ?달',
    nextYear: '내년',
    today: '(?<![가-힣])오늘',
    tomorrow: '(?<![가-힣])내일(?!신문)',
    inTwoDays: '모레',
    nextMonth: '다음 ?달|(?<![가-힣])내달',
    lateThisMonth: '(?<![가-힣])이달 (?:말|하순)',
    yearEnd: '연말',
    officeEnds: '(?:[부원회국처청당군측과와의전]|[해기책령적한된는을를서])$',
  },
  get furniture() {
    return [/무단\s*전재|재배포\s*금지|저작권자|구독|기자\s*=?\s*[\w.]+@|[\w.]+@[\w.]+\s*$|제보는|ⓒ/]
  },
  get goesOn() {
    return [
      /^["“'‘]*(?:그는|그녀는|그가|이는|이에|이어|또|또한|그러나|하지만|그러면서|그리고|따라서|한편|다만|특히|이와 함께|이와 관련|앞서|이날|이들은|그들은|이를|이 같은|이같은|그런데|반면|아울러|즉|결국)(?=[\s,])/u,
    ]
  },
  get names() {
    return [new RegExp(`(?<!\\p{Script=Hangul})(\\p{Script=Hangul}{3,5}) (?:전 |신임 )?${TITLE}`, 'gu')]
  },
  get clock() {
    return {
      pattern: /한국\s?시간(?:으로)?\s?(오전|오후) ?(\d{1,2})시(?: ?(\d{1,2})분)?/u,
      zone: 'KST',
      afternoon: '오후',
    }
  },
}
