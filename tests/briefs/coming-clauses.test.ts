import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findComing } from '../../src/briefs/when/when.ts'
import { known } from './known.ts'

/** Read on Thursday 4 December 2025 at noon in Seoul. */
const NOW = Date.UTC(2025, 11, 4, 3)

type Row = readonly [sentence: string, date: string | null, label?: string]

/** Clauses that name a date, by class: null where nothing is coming. */
const CLASSES: Readonly<Record<string, readonly Row[]>> = {
  'a future verb in the clause of the date': [
    [
      'Choe Son Hui will meet Marco Rubio in Geneva on Dec. 9.',
      '2025-12-09',
      'Choe Son Hui to meet Marco Rubio in Geneva',
    ],
    ['The envoys are set to sit down in Oslo on Friday.', '2025-12-05', 'The envoys to sit down in Oslo'],
    ['Pyongyang plans to launch a satellite next Tuesday.', '2025-12-09', 'Pyongyang to launch a satellite'],
    [
      'On Monday, the Security Council is to vote on the draft.',
      '2025-12-08',
      'The Security Council to vote on the draft',
    ],
    ['The delegation flies to Beijing on Sunday.', '2025-12-07', 'The delegation flies to Beijing'],
    ['The talks are scheduled to open in Stockholm on December 12.', '2025-12-12', 'Talks, Stockholm'],
    ['Rubio said he will travel to Seoul on Dec. 10.', '2025-12-10', 'Rubio to travel to Seoul'],
    ['She will brief Japanese officials on Saturday.', '2025-12-06', 'Briefing of Japanese officials'],
    ['Kevin Kim, who is to lead the team, said they will meet on Friday.', null],
  ],
  "the speech verb's date": [
    ['The ministry said on Monday that the talks would go on.', null],
    ['Trump will keep sanctions in place, an official said Thursday.', null],
    ['Sanctions will stay until the North acts, Rubio told reporters on Wednesday.', null],
    ['In a statement on Friday the North said it would respond.', null],
    ['조현 장관은 4일 북한과 대화할 용의가 있다고 밝혔다.', null],
    ['外務省報道官は4日、北朝鮮を非難した。', null],
    ['外交部发言人4日表示，中方愿意推动对话。', null],
  ],
  'an anniversary and other days of the past': [
    ['The two sides signed the accord on June 12, 2018.', null],
    ['The parade marks the anniversary of the armistice of July 27.', null],
    ['Under the September 19 declaration the guard posts were removed.', null],
    ['Talks broke down last Friday.', null],
    ['The envoys met on Tuesday and parted without a word.', null],
    ['지난달 27일 북한은 미사일을 발사했다.', null],
    ['先月27日の会談では合意できなかった。', null],
    ['去年12月18日，朝鲜发射了导弹。', null],
    [
      'North Korea marks the anniversary of its leader’s death on Dec. 17.',
      '2025-12-17',
      'North Korea marks the anniversary of its leader’s death',
    ],
  ],
  'a dateline and a caption': [
    ['GENEVA, Dec. 5 (Wire) - The envoys spoke for an hour.', null],
    ['People watch a television in Seoul, Dec. 4, 2025.', null],
    ['Rubio speaks to reporters in Washington, Friday, Dec. 5, 2025. (AP Photo/Staff)', null],
  ],
  'a deadline': [
    ['States must report by the end of the year, and Seoul will do so by Dec. 20.', '2025-12-20', 'Seoul to do so'],
    ['The exemption expires on December 31.', '2025-12-31', 'The exemption expires'],
    ['The waiver will end no later than Dec. 15.', '2025-12-15', 'The waiver to end'],
    ['The ban on travel runs until Aug. 31.', null],
    ['이 결의는 12월 31일까지 유효하다.', null],
  ],
  'a range': [
    ['The exercise will be held from Dec. 8 to 12 off Busan.', '2025-12-08', 'Exercise off Busan'],
    [
      'The party is to hold a congress in Pyongyang on Dec. 15-18.',
      '2025-12-15',
      'The party to hold a congress in Pyongyang',
    ],
    ['최선희 외무상은 8∼10일 중국을 방문할 예정이다.', '2025-12-08', '최선희 외무상은 중국을 방문할 예정'],
    ['王毅外相は8日から10日まで韓国を訪問する。', '2025-12-08', '王毅外相は韓国を訪問する'],
  ],
  'as early as, no later than, not before': [
    ['The ministers are expected to meet as early as Monday in Hanoi.', '2025-12-08', 'The ministers to meet in Hanoi'],
    ['Congress is expected to vote as soon as Tuesday.', '2025-12-09', 'Congress to vote'],
    ['A launch is planned no earlier than Dec. 15.', null],
  ],
  'a month only': [
    ['The party congress is planned for January.', '2026-01', 'Party congress'],
    ['Trump will visit Beijing in April.', '2026-04', 'Trump to visit Beijing'],
    ['Talks in October brought nothing.', null],
    ['9차 당대회는 내년 1월 평양에서 열릴 예정이다.', '2026-01', '9차 당대회는 평양에서 열릴 예정'],
    ['米朝協議は来月開かれる見通しだ。', '2026-01', '米朝協議は開かれる見通しだ'],
    ['朝美双方计划明年3月举行会谈。', '2026-03', '朝美双方将举行会谈'],
  ],
  'a weekday that is today': [
    [
      'The Security Council will meet behind closed doors on Thursday.',
      '2025-12-04',
      'The Security Council to meet behind closed doors',
    ],
    ['The North fired two missiles on Thursday.', null],
    ['Officials were slated to sit down in Oslo on Thursday.', '2025-12-04', 'Officials to sit down in Oslo'],
    ['Officials were slated to sit down in Oslo on Thursday but the North stayed away.', null],
    ['회담은 오늘 오후 서울에서 열릴 예정이다.', '2025-12-04', '회담은 오후 서울에서 열릴 예정'],
  ],
  'called off, put off, thought of': [
    ['Trump called off the meeting with Kim that was set for Dec. 12.', null],
    ['The summit will not take place on Dec. 12.', null],
    ['The visit, originally planned for Dec. 9, was postponed.', null],
    ['If the North agrees, the two could meet on Dec. 12.', null],
    ['It is unclear whether the envoys will meet on Dec. 12.', null],
    ['Kim may attend the summit on Dec. 12.', null],
    ['15일 예정됐던 회담은 취소됐다.', null],
    [
      '朝鮮中央通信は、金正恩総書記が12日にジュネーブで大統領と会談すると伝えた。',
      '2025-12-12',
      '金正恩総書記がジュネーブで大統領と会談する',
    ],
    ['北朝鮮は、12日に代表団がスイスを訪問すると発表した。', '2025-12-12', '代表団がスイスを訪問する'],
    ['15日に予定されていた会談は中止となった。', null],
    ['北朝鮮は、15日に予定されていた会談を取りやめると発表した。', null],
    ['15日に開かれる予定の会談は見送りとなった。', null],
    ['原定15日举行的会谈取消了。', null],
  ],
  'an event beside its date': [
    [
      'Both prepare for the Dec. 12 summit between Kim and Trump in Hanoi.',
      '2025-12-12',
      'Summit between Kim and Trump in Hanoi',
    ],
    ['He spoke ahead of talks with Chinese officials on Dec. 10.', '2025-12-10', 'Talks with Chinese officials'],
    ['Trump’s Dec. 12 meeting with Xi Jinping comes at a hard time.', '2025-12-12', 'Trump’s meeting with Xi Jinping'],
    ['She wrote a book on the June 12 summit.', null],
  ],
  "yesterday's weekday, of a report that may be of yesterday": [
    ['Rubio will fly to Oslo on Wednesday.', null],
    ['Rubio heads to Oslo Wednesday to press the envoys.', null],
    ['Rubio will fly to Oslo next Wednesday.', '2025-12-10', 'Rubio to fly to Oslo'],
  ],
  'two names of a headline': [
    [
      'Cho Hyun, Marco Rubio will hold video talks on Friday',
      '2025-12-05',
      'Cho Hyun and Marco Rubio to hold video talks',
    ],
    ['Oslo, Rubio will hold video talks on Friday', '2025-12-05', 'Rubio to hold video talks'],
    ['Cho Hyun, the minister, will hold video talks on Friday.', '2025-12-05', 'Cho Hyun to hold video talks'],
  ],
  'a verb in -ly is no adverb': [
    ['Hooker will fly to Oslo on Dec. 10.', '2025-12-10', 'Hooker to fly to Oslo'],
    ['The envoys will jointly reply to Pyongyang on Dec. 10.', '2025-12-10', 'The envoys to reply to Pyongyang'],
    ['The party will rally in Seoul on Saturday.', '2025-12-06', 'The party to rally in Seoul'],
  ],
  'what is done to an event': [
    ['Kim restores Dec. 12 summit with Lee Jae Myung in Kaesong', '2025-12-12', 'Summit with Lee Jae Myung in Kaesong'],
    ['Kim eyes Dec. 12 meeting with Lee Jae Myung at the bridge', null],
    ['Aides spent the week salvaging the Dec. 12 summit with Kim.', null],
    ['The envoys flew home to revive a Dec. 12 meeting with Choe Son Hui.', null],
  ],
  'a label that its cut end makes a fragment': [
    ['Trump: Oslo summit with Kim Jong Un back on for December 10', '2025-12-10', 'Oslo summit with Kim Jong Un'],
    ['Rubio will on Friday become the first Florida official since the truce to enter the hall.', null],
    [
      'Lee Jae Myung will on Friday become the first president to walk the bridge.',
      '2025-12-05',
      'Lee Jae Myung to become the first president to walk the bridge',
    ],
    [
      'The week leads to the Dec. 12 dinner between the envoy Allison Hooker and the minister Choe Son Hui.',
      '2025-12-12',
      'Dinner between the envoy Allison Hooker and the minister Choe Son Hui',
    ],
  ],
  'Korean, Japanese and Chinese': [
    ['케빈 김 대사대리는 9일 서울에서 열리는 협의에 참석한다고 외교부가 밝혔다.', '2025-12-09', '서울에서 열리는 협의'],
    ['북미정상회담은 12월 12일 하노이에서 열린다.', '2025-12-12', '북미정상회담은 하노이에서 열린다'],
    ['양측은 8일 다시 만나기로 했다.', '2025-12-08', '양측은 다시 만나기로 했다'],
    ['国連安全保障理事会は5日に緊急会合を開く。', '2025-12-05', '国連安全保障理事会は緊急会合を開く'],
    ['両首脳は10日にハノイで会談する予定だ。', '2025-12-10', '両首脳はハノイで会談する予定だ'],
    ['王毅将于8日访问平壤。', '2025-12-08', '王毅将访问平壤'],
    ['联合国安理会定于10日就朝鲜问题举行会议。', '2025-12-10', '联合国安理会将就朝鲜问题举行会议'],
  ],
}

for (const [name, rows] of Object.entries(CLASSES))
  test(`${name}: coming or not, which day, which label`, () => {
    for (const [sentence, date, label] of rows)
      assert.deepEqual(
        findComing('', sentence, NOW, 'Asia/Seoul', known.places).map(one => [one.date, one.what]),
        date === null ? [] : [[date, label]],
        sentence,
      )
  })

test('the table has sixty clauses and more', () => {
  assert.ok(Object.values(CLASSES).flat().length >= 60)
})

test('only a time of day with its zone makes an instant of a day', () => {
  const times: readonly (readonly [sentence: string, time: string, at?: string])[] = [
    ['The summit will begin at 9 a.m. Singapore time on Dec. 12 in Sentosa.', 'instant', '2025-12-12T01:00:00.000Z'],
    ['Rubio will speak in New York on Dec. 9 at 3:30 p.m. ET.', 'instant', '2025-12-09T20:30:00.000Z'],
    ['会談は12日午前9時（日本時間午前10時）に始まる予定だ。', 'instant', '2025-12-12T01:00:00.000Z'],
    ['회담은 12일 한국시간 오전 10시에 열릴 예정이다.', 'instant', '2025-12-12T01:00:00.000Z'],
    ['Rubio will speak in New York on Dec. 9 at 3:30 p.m.', 'day'],
    ['Rubio will speak in New York on Dec. 9.', 'day'],
    ['Trump will visit Beijing in April.', 'day'],
  ]
  for (const [sentence, time, at] of times) {
    const [one] = findComing('', sentence, NOW, 'Asia/Seoul', known.places)
    assert.equal(one?.time, time, sentence)
    if (at !== undefined) assert.equal(new Date(one?.at ?? 0).toISOString(), at, sentence)
  }
})
