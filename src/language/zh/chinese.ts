import type { Language } from '../language.ts'

/** Offices, before a name. */
const TITLE =
  '(?:总统|總統|外长|外長|国务卿|國務卿|发言人|發言人|特使|大使|代表|主席|总理|總理|部长|部長|防长|議員|议员|司令|副外长)'

export const CHINESE: Language<'zh'> = {
  code: 'zh',
  name: 'Chinese',
  alsoCalled: ['cn', 'tw', 'chinese'],
  verbFinal: false,
  pastBehind: true,
  dateSigns: { month: '月', day: '日', spokenDay: '号' },
  weekdays: {
    names: '日一二三四五六',
    next: '(?:下周|下星期|下週)([日一二三四五六])',
    plain: '(?:本|这)?(?:周|星期|週)([日一二三四五六])',
  },
  counters: '日月年人发',
  phrases: {
    payment: '订阅后|付费(?:阅读|内容)',
    consent: 'Cookie.{0,6}(?:同意|接受)',
    missing: '页面(?:不存在|未找到)|您访问的页面',
    calledOff: '取消|推迟',
    noLonger: '取消|推迟',
    kindOfEvent: '会晤|访问',
    untilBefore: '至$|到$',
    spoken: '(?:表示|称|稱|指出|强调|強調|谴责|譴責|批评|警告)',
    eventThere: '会谈|会晤|磋商|访问|发射|试验',
    longAgo: '去年|上月',
    thereBefore: '(?:在|于)$',
    onTheWayBefore: '(?:访问|訪問|抵达|赴)$',
    capitalIsPlace: '^(?:访|之行)',
    senderBehind: '^(?:发来|来信|發來)',
    statementTitle: '^.{0,24}谈话',
    statementTold: '谈话',
    citedBehind: ',? 报道',
    citedFurther: '[^.。]{0,12}(?:报道|报道称)',
    lastMonth: '上个?月',
    lastYear: '去年',
    comingMonth: '下个?月',
    thisMonth: '本月',
    nextYear: '明年',
    today: '今天',
    tomorrow: '明天',
    inTwoDays: '后天',
    nextMonth: '下个月|下月',
    lateThisMonth: '本月底',
    yearEnd: '年底',
    officeEnds: '[前副新省党黨部国國軍军院会會議務理席]$',
  },
  get furniture() {
    return [/责任编辑|版权所有|未经授权|点击(?:查看|阅读)|关注我们|相关(?:阅读|新闻)|扫描二维码/]
  },
  get goesOn() {
    return [
      /^["“「]?(?:他们?|她们?|它们?|這|这|此|该|該|其|但是?|然而|不过|不過|同时|同時|此外|另外|而且|因此|所以|并且|並且|对此|對此|与此同时|與此同時|随后|隨後|报道(?:称|还)|報道(?:稱|還))/u,
    ]
  },
  get names() {
    return [
      new RegExp(`${TITLE}(\\p{Script=Han}{2,4})(?=[，。、：；！？“”\\s]|说|說|称|稱|表示|在|与|和|将|將|对|$)`, 'gu'),
      /\p{Script=Han}{1,5}[·・]\p{Script=Han}{1,5}/gu,
    ]
  },
}
