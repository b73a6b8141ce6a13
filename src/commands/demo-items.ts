// Long because it is a table of news items, not code.
/** One entry of a bundled feed: when it is published (ISO, UTC), by which of the demo's outlets, headline and description. */
export type DemoItem = readonly [at: string, feed: DemoFeedId, title: string, summary: string]

export type DemoFeedId = 'wire' | 'radio' | 'daily' | 'ko' | 'ja'

/** The demo's outlets do not exist: the events are real, the words are ours. */
export const DEMO_FEEDS: Readonly<
  Record<DemoFeedId, { readonly name: string; readonly language: string; readonly affiliation: string }>
> = {
  wire: { name: 'Demo Wire', language: 'en', affiliation: 'example of a news agency' },
  radio: { name: 'Demo Radio', language: 'en', affiliation: 'example of a public broadcaster' },
  daily: { name: 'Demo Daily', language: 'en', affiliation: 'example of a newspaper' },
  ko: { name: '데모통신', language: 'ko', affiliation: 'example of a Korean agency' },
  ja: { name: 'デモ新聞', language: 'ja', affiliation: 'example of a Japanese newspaper' },
}

/** The last week of May 2018 and the first of October 2019, with unrelated news between. */
export const DEMO_ITEMS: readonly DemoItem[] = [
  [
    '2018-05-23T22:10',
    'daily',
    'Irish voters go to the polls over abortion clause',
    'Campaigners on both sides made a last appeal before the referendum on Friday.',
  ],
  [
    '2018-05-24T02:30',
    'wire',
    'Champions League final: what to watch for in Kyiv',
    'Two of the great clubs of Europe meet on Saturday evening.',
  ],
  [
    '2018-05-24T13:55',
    'wire',
    'Trump calls off Singapore summit with Kim Jong-un',
    'President Donald Trump told North Korean leader Kim Jong-un in a letter that their meeting planned for June 12 in Singapore will not take place. He cited what he called open hostility in a recent statement from Pyongyang.',
  ],
  [
    '2018-05-24T14:20',
    'radio',
    'US president cancels June summit with North Korean leader',
    'Donald Trump has cancelled the summit with Kim Jong-un that was due in Singapore on June 12, the White House said, releasing his letter to Kim.',
  ],
  [
    '2018-05-24T14:35',
    'ko',
    '트럼프, 6월 12일 북미정상회담 전격 취소',
    '도널드 트럼프 미국 대통령이 김정은 국무위원장에게 보낸 서한에서 싱가포르 정상회담을 취소한다고 밝혔다.',
  ],
  [
    '2018-05-24T15:05',
    'daily',
    'Trump letter to Kim Jong-un ends plan for Singapore summit',
    'In the letter Trump cancels the June 12 meeting in Singapore but leaves the door open to another date.',
  ],
  [
    '2018-05-24T16:00',
    'radio',
    'Study looks at how NK cells fight tumours',
    'Natural killer cells, or NK cells, respond faster after exercise, researchers report.',
  ],
  [
    '2018-05-25T00:40',
    'wire',
    'North Korea says it is still willing to sit down with US at any time',
    'Vice Foreign Minister Kim Kye-gwan said in a statement that Pyongyang is ready to meet the United States at any time and in any way, after Trump called off the summit.',
  ],
  [
    '2018-05-25T01:15',
    'ja',
    '北朝鮮の金桂冠第1外務次官「いつでも米国と対話の用意」',
    '首脳会談の中止を受け、談話を発表し、米国といかなる方式でも向き合う用意があると表明した。',
  ],
  [
    '2018-05-25T07:00',
    'daily',
    'Northern Ireland parties resume talks on power-sharing',
    'Leaders in Belfast met the British minister for another round on restoring the executive.',
  ],
  [
    '2018-05-25T12:50',
    'radio',
    'Trump says summit with Kim could still go ahead',
    'The US president said talks with North Korea about reviving the June 12 meeting were continuing and called its latest statement warm and productive.',
  ],
  [
    '2018-05-26T03:00',
    'daily',
    'Bus fares in Busan to rise from July',
    'The city says that the increase is the first in five years.',
  ],
  [
    '2018-05-26T11:10',
    'ko',
    '문재인 대통령·김정은 위원장, 판문점 통일각서 두번째 정상회담',
    '두 정상은 북미정상회담의 성공을 위한 협력 방안을 논의했다고 청와대가 밝혔다.',
  ],
  [
    '2018-05-26T11:40',
    'wire',
    'Moon and Kim meet again at Panmunjom to save Trump-Kim summit',
    'South Korean President Moon Jae-in met Kim Jong-un on the northern side of the border village and discussed how to bring the summit between North Korea and the United States back on course.',
  ],
  [
    '2018-05-27T04:00',
    'radio',
    'Boy band tops the US album chart for the first time',
    'The seven singers from Seoul thanked their fans in a video message.',
  ],
  [
    '2018-05-27T13:20',
    'wire',
    'US team led by Sung Kim crosses to Panmunjom to prepare summit',
    'Former US ambassador Sung Kim met North Korean Vice Foreign Minister Choe Son-hui at the border village to prepare the meeting of Trump and Kim Jong-un. The talks are expected to continue on Tuesday.',
  ],
  [
    '2018-05-27T14:05',
    'ko',
    '성 김 전 대사-최선희 부상, 판문점서 북미 실무회담',
    '양측은 비핵화와 체제 보장 등 북미정상회담 의제를 조율한 것으로 전해졌다.',
  ],
  [
    '2018-05-27T15:30',
    'daily',
    'American negotiators in Panmunjom for working talks with Choe Son-hui',
    'Sung Kim heads the US delegation that is working out the agenda of the summit with the North Koreans at Panmunjom.',
  ],
  [
    '2018-05-28T06:10',
    'daily',
    'Heat wave expected as May ends',
    'Forecasters warn of temperatures above 30 degrees inland.',
  ],
  [
    '2018-05-29T05:45',
    'wire',
    'Kim Yong-chol heads to New York for talks with Pompeo',
    'The North Korean official passed through Beijing airport on Tuesday. Trump confirmed that Kim Yong-chol is on his way and said that a great team has been put together for the talks.',
  ],
  [
    '2018-05-29T06:30',
    'radio',
    'Senior North Korean envoy Kim Yong-chol on way to New York',
    'Kim Yong-chol is to meet US Secretary of State Mike Pompeo in New York this week to prepare the summit.',
  ],
  [
    '2018-05-29T08:00',
    'ja',
    '金英哲副委員長、北京経由で米国へ ポンペオ長官と会談へ',
    '北朝鮮の金英哲朝鮮労働党副委員長がニューヨークでポンペオ国務長官と会談する見通しとなった。',
  ],
  [
    '2018-05-29T20:15',
    'daily',
    'White House puts off new North Korea sanctions while talks go on',
    'A US official said that a package of sanctions that was due on Tuesday has been held back indefinitely because of the talks on the summit.',
  ],
  [
    '2018-05-30T09:00',
    'wire',
    'French Open: the favourites go through in straight sets',
    'Rain held up play on the outer courts in Paris.',
  ],
  [
    '2018-05-31T16:40',
    'wire',
    'Pompeo reports real progress after meeting Kim Yong-chol in New York',
    'The US secretary of state said that the two sides have made real progress in the last 72 hours towards setting the conditions for a summit between Trump and Kim Jong-un.',
  ],
  [
    '2018-05-31T18:00',
    'daily',
    'Italy agrees on a coalition after weeks of deadlock',
    'The two parties named a law professor as prime minister.',
  ],
  [
    '2018-06-01T18:55',
    'radio',
    'Trump says June 12 summit with Kim is back on',
    'After receiving a letter from Kim Jong-un by the hand of Kim Yong-chol at the White House, Trump said he will meet the North Korean leader in Singapore on June 12.',
  ],
  [
    '2018-06-01T19:20',
    'wire',
    'Summit is on again: Trump to meet Kim in Singapore on June 12',
    'Trump spoke to reporters after Kim Yong-chol handed him the letter from Kim Jong-un in the Oval Office.',
  ],
  [
    '2019-09-30T05:00',
    'wire',
    'Rugby: hosts Japan ride wave after win over Ireland',
    'The team says that nothing is decided yet in its pool.',
  ],
  [
    '2019-10-01T09:20',
    'wire',
    'North Korea says working-level talks with US will be held on Saturday',
    'Vice Foreign Minister Choe Son-hui said that the two sides agreed to have preliminary contact on October 4 and to hold working-level negotiations on October 5.',
  ],
  [
    '2019-10-01T09:45',
    'ko',
    '최선희 "북미, 4일 예비접촉 5일 실무협상 합의"',
    '최선희 외무성 제1부상은 담화에서 미국과 10월 4일 예비접촉을 하고 5일 실무협상을 열기로 했다고 밝혔다.',
  ],
  [
    '2019-10-01T10:30',
    'radio',
    'Choe Son-hui: North Korea and US agree on talks on October 5',
    'The working-level talks would be the first since the summit in Hanoi ended without an agreement in February, the first vice foreign minister said.',
  ],
  [
    '2019-10-01T12:00',
    'daily',
    'Southern ports brace for typhoon',
    'Ferries stay in harbour and schools close early on the coast.',
  ],
  [
    '2019-10-02T00:10',
    'radio',
    'North Korea fires missile from waters off Wonsan',
    'South Korea said that the projectile flew about 450 kilometres and was probably launched from the sea.',
  ],
  [
    '2019-10-02T06:00',
    'daily',
    'Swine fever found at a twelfth pig farm',
    'The ministry ordered another standstill for lorries in the border counties.',
  ],
  [
    '2019-10-03T08:10',
    'wire',
    'North Korean negotiator Kim Myong-gil leaves for talks with US in Stockholm',
    'Kim Myong-gil told reporters at Beijing airport that he is optimistic because the US side has sent a new signal.',
  ],
  [
    '2019-10-03T09:00',
    'ja',
    '北朝鮮の金明吉首席代表、米朝実務協議へストックホルムに出発',
    '金明吉氏は北京の空港で「米国側から新たな信号があった」と記者団に語った。',
  ],
  [
    '2019-10-03T11:30',
    'daily',
    'World Cup qualifier in Pyongyang: North Korea to host South Korea on October 15',
    'The football association still waits for word on whether fans may travel.',
  ],
  [
    '2019-10-04T07:00',
    'daily',
    'Hong Kong bans masks at protests',
    'The city government used emergency powers for the first time in half a century.',
  ],
  [
    '2019-10-04T09:12',
    'wire',
    'US and North Korean officials hold preliminary contact in Stockholm',
    'Mark Lambert and Kwon Jong-gun were to meet a day before the first working-level talks since February, sources said. Stephen Biegun leads the US team.',
  ],
  [
    '2019-10-05T05:30',
    'radio',
    'Iran says no talks with US while sanctions stay',
    'The foreign minister repeated that Tehran will not negotiate under pressure.',
  ],
  [
    '2019-10-05T16:50',
    'wire',
    'North Korea breaks off Stockholm talks with US',
    'Chief negotiator Kim Myong-gil said that the talks failed because the US came with its old position. The two delegations had met for the first time in seven months.',
  ],
  [
    '2019-10-05T17:15',
    'radio',
    'Nuclear talks between US and North Korea in Stockholm collapse',
    'Kim Myong-gil read a statement outside the embassy and said the negotiations had not met expectations.',
  ],
  [
    '2019-10-05T17:40',
    'ko',
    '김명길 "북미 실무협상 결렬…미국 빈손으로 나왔다"',
    '김명길 순회대사는 스톡홀름 북한대사관 앞에서 성명을 읽고 협상이 결렬됐다고 말했다.',
  ],
  [
    '2019-10-05T19:30',
    'daily',
    'State Department: good discussions in Stockholm, back in two weeks',
    'Washington said it has accepted the invitation of Sweden to return for more talks with North Korea in two weeks and called the discussions good.',
  ],
  [
    '2019-10-06T10:45',
    'radio',
    'North Korea has no wish for more talks unless US changes course',
    'The foreign ministry in Pyongyang said it is up to the United States to take a real step by the end of the year.',
  ],
]
