import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toldClaims } from '../../src/events/compare/relation.ts'
import type { Phase } from '../../src/events/event.ts'
import { leadOf, readingOf } from './shipped.ts'

type Row = readonly [headline: string, expected: string]

const READ: Readonly<Record<string, readonly Row[]>> = {
  en: [
    ['White House calls off Oslo summit with Kim Jong Un', 'cancelled meeting'],
    ['Pyongyang cancels planned talks with US envoys', 'cancelled meeting'],
    ['Oslo summit between Trump and Kim postponed', 'postponed meeting'],
    ['North Korea postpones talks with US in Geneva', 'postponed meeting'],
    ['US and North Korea resume nuclear talks in Stockholm', 'resumed meeting'],
    ['Trump-Kim summit back on, White House says', 'resumed meeting'],
    ['Trump proposes summit with Kim Jong Un in Oslo', 'proposed meeting'],
    ['Kim Jong Un invites Trump to Pyongyang', 'invited'],
    ['North Korea rejects US offer of talks', 'refused offer'],
    ['Kim Jong Un refuses to meet Trump', 'refused'],
    ['Pyongyang accepts US offer of talks', 'accepted offer'],
    ['North Korea agrees to hold talks with US in Geneva', 'planned meeting'],
    ['Trump will meet Kim Jong Un in Hanoi next month', 'planned meeting'],
    ['US and North Korea hold working-level talks in Oslo', 'held meeting'],
    ['Trump meets Kim Jong Un in Panmunjom', 'held'],
    ['Talks between US and North Korea collapse in Stockholm', 'failed meeting'],
    ['US and North Korea sign agreement in Geneva', 'signed agreement'],
    ['North Korea fires two ballistic missiles into sea', 'launched missile'],
    ['North Korea conducts nuclear test', 'launched nuclear-test'],
    ['US imposes new sanctions on North Korea', 'imposed sanctions'],
    ['Treasury blacklists two ships over North Korean coal', 'imposed sanctions'],
    ['US lifts sanctions on North Korean bank', 'lifted sanctions'],
    ['US prepares new sanctions on North Korea', 'prepared sanctions'],
    ['UN Security Council adopts resolution on North Korea', 'adopted resolution'],
    ['Russia vetoes resolution on North Korea at Security Council', 'vetoed resolution'],
    ['North Korea detains American tourist', 'detained detainee'],
    ['North Korea frees American tourist', 'freed detainee'],
    ['US suspends military exercises with South Korea', 'suspended drill'],
    ['North Korea blows up liaison office', 'demolished office'],
    ['North Korea dismantles nuclear test site', 'demolished nuclear-site'],
    ['US names new special envoy for North Korea', 'named envoy'],
    ['North Korea replaces chief nuclear negotiator', 'replaced envoy'],
    ['Kim Jong Un sends letter to Trump', 'sent letter'],
    ['North Korea restores hotline with South', 'resumed hotline'],
    ['North Korea cuts hotline with South', 'suspended hotline'],
    ['State Department extends travel ban on North Korea', 'extended travel-ban'],
    ['Kim Jong Un arrives in Vladivostok', 'arrived'],
    ['Amid missile launches, US and North Korea hold talks in Oslo', 'held meeting'],
    ['Trump ends plan for Oslo summit', 'cancelled meeting'],
    ['Plan for talks in Bern is dead', 'cancelled meeting'],
    ['US envoy in Oslo for talks with North Korea', 'arrived meeting'],
    ['American soldier crosses into North Korea', 'crossed detainee'],
    ['North Korea returns remains of American soldiers', 'handed-over remains'],
    ['Geneva talks end without agreement', 'failed meeting'],
    ['Norway invites envoys of North Korea to meet in spring', 'invited'],
    ['Bern talks with North Korea extended by two days', 'extended meeting'],
    ['May talks with North Korea called off', 'cancelled meeting'],
    ['North Korea fires cruise missile', 'launched missile'],
    ['Weeks before spring drills, US calls off talks with North Korea', 'cancelled meeting'],
    ['Kim sends reply to US president', 'sent letter'],
    ['White House trims Oslo summit to one day', 'moved meeting'],
  ],
  ko: [
    ['트럼프, 북미정상회담 취소', 'cancelled meeting'],
    ['북미 실무협상 결렬', 'failed meeting'],
    ['북미정상회담 연기', 'postponed meeting'],
    ['북한, 미국의 대화 제의 거부', 'refused offer'],
    ['북한, 동해로 탄도미사일 발사', 'launched missile'],
    ['미국, 대북 제재 해제', 'lifted sanctions'],
    ['북한, 억류 미국인 석방', 'freed detainee'],
    ['한미 연합훈련 중단', 'suspended drill'],
    ['북한, 미군 유해 송환', 'handed-over remains'],
    ['남북 통신선 복원', 'resumed hotline'],
    ['트럼프·김정은 판문점서 회동', 'held'],
    ['북한 외무성, 미국을 향해 담화', 'said'],
    ['오슬로서 북미 실무회담', 'held meeting'],
    ['다음 주 오슬로서 북미 실무회담', 'planned meeting'],
    ['남북, 베른서 두번째 정상회담', 'held meeting'],
    ['미 재무부, 북한 무역회사 추가 제재', 'imposed sanctions'],
    ['미국, 북한 해운사 2곳 제재', 'imposed sanctions'],
    ['北, 일곱 번째 핵실험', 'launched nuclear-test'],
    ['김정은, 4년 만에 방중', 'arrived visit'],
  ],
  ja: [
    ['トランプ氏、米朝首脳会談を中止', 'cancelled meeting'],
    ['米朝実務協議が決裂', 'failed meeting'],
    ['米朝首脳会談、延期', 'postponed meeting'],
    ['北朝鮮、弾道ミサイルを発射', 'launched missile'],
    ['北朝鮮、核実験を実施', 'launched nuclear-test'],
    ['米国、北朝鮮への制裁を解除', 'lifted sanctions'],
    ['北朝鮮、拘束の米国人を解放', 'freed detainee'],
    ['北朝鮮、米国の対話提案を拒否', 'refused offer'],
    ['ベルンで米朝の実務協議始まる', 'held meeting'],
    ['米朝、ベルンで首脳会談', 'held meeting'],
  ],
  zh: [
    ['特朗普取消与金正恩的峰会', 'cancelled meeting'],
    ['朝美工作磋商破裂', 'failed meeting'],
    ['美朝峰会推迟', 'postponed meeting'],
    ['朝鲜发射弹道导弹', 'launched missile'],
    ['美国解除对朝制裁', 'lifted sanctions'],
    ['朝鲜释放美国公民', 'freed detainee'],
    ['朝鲜拒绝美国对话提议', 'refused meeting'],
    ['朝美签署联合声明', 'signed agreement'],
    ['朝鲜进行核试验', 'launched nuclear-test'],
    ['朝韩在伯尔尼首脑会谈', 'held meeting'],
    ['美国制裁朝鲜公司', 'imposed sanctions'],
  ],
}
for (const [language, rows] of Object.entries(READ)) {
  for (const [headline, expected] of rows) {
    test(`read (${language}): ${headline} – ${expected}`, () => assert.equal(leadOf(headline, language), expected))
  }
}

/** Headlines in which an act is named that is not done: it may, is threatened, denied, asked for, or long past. */
const NOT_DONE: readonly (readonly [headline: string, not: Phase, language: string])[] = [
  ['Trump may cancel summit with Kim Jong Un', 'cancelled', 'en'],
  ['North Korea threatens to pull out of summit with Trump', 'cancelled', 'en'],
  ['White House has no plans to cancel summit with Kim', 'cancelled', 'en'],
  ['White House denies that summit with Kim was cancelled', 'cancelled', 'en'],
  ['Senator calls for US to cancel summit with Kim Jong Un', 'cancelled', 'en'],
  ['After cancelling summit, Trump writes to Kim', 'cancelled', 'en'],
  ['A year after the collapse of Hanoi talks, envoys wait', 'failed', 'en'],
  ['North Korea could fire missile soon, Seoul says', 'launched', 'en'],
  ['US urges North Korea to free American tourist', 'freed', 'en'],
  ['US considers lifting sanctions on North Korea', 'lifted', 'en'],
  ['US will not lift sanctions, envoy says', 'lifted', 'en'],
  ['North Korea vows response if US imposes sanctions', 'imposed', 'en'],
  ['North Korea says it never agreed to talks', 'agreed', 'en'],
  ['트럼프, 회담 취소 가능성 시사', 'cancelled', 'ko'],
  ['북한 "회담 취소 안 한다"', 'cancelled', 'ko'],
  ['북한, 회담 중단 경고', 'suspended', 'ko'],
  ['미국, 북한에 미국인 석방 촉구', 'freed', 'ko'],
  ['회담 결렬 이후 북한 침묵', 'failed', 'ko'],
  ['北朝鮮、会談中止の可能性を示唆', 'cancelled', 'ja'],
  ['米国、北朝鮮に米国人の解放を要求', 'freed', 'ja'],
  ['会談決裂後、北朝鮮は沈黙', 'failed', 'ja'],
  ['特朗普可能取消峰会', 'cancelled', 'zh'],
  ['美国敦促朝鲜释放美国公民', 'freed', 'zh'],
]
for (const [headline, not, language] of NOT_DONE) {
  test(`not the act (${language}): ${headline} – nothing is ${not}`, () => {
    const told = toldClaims(readingOf(headline, language)).filter(claim => !claim.named && claim.mode === 'done')
    assert.deepEqual(
      told.filter(claim => claim.phase === not),
      [],
    )
  })
}

const AGENTS: readonly (readonly [headline: string, language: string, agent: string | null])[] = [
  ['White House calls off Oslo summit with Kim Jong Un', 'en', 'US'],
  ['Pyongyang cancels planned talks with US envoys', 'en', 'DPRK'],
  ['North Korea fires two ballistic missiles into sea', 'en', 'DPRK'],
  ['Summit cancelled by Pyongyang, Seoul says', 'en', 'DPRK'],
  ['Talks between US and North Korea collapse in Stockholm', 'en', null],
  ['US and North Korea hold talks in Oslo', 'en', null],
  ['Moon and Kim meet at the border', 'en', null],
  ['North Korea says nuclear talks with US will resume', 'en', null],
  ['한미, 연합훈련 중단', 'ko', null],
  ['북한 "대화는 없다"…회담 결렬 선언', 'ko', 'DPRK'],
  ['트럼프, 북미정상회담 취소', 'ko', 'US'],
  ['북한, 동해로 탄도미사일 발사', 'ko', 'DPRK'],
  ['トランプ氏、米朝首脳会談を中止', 'ja', 'US'],
  ['特朗普取消与金正恩的峰会', 'zh', 'US'],
]
for (const [headline, language, agent] of AGENTS) {
  test(`who does it (${language}): ${headline} – ${agent ?? 'not said'}`, () => {
    const lead = toldClaims(readingOf(headline, language)).find(claim => !claim.named)
    assert.equal(lead?.agent, agent)
  })
}

test('a headline that tells nothing is read by its summary’s first sentence', () => {
  const reading = readingOf(
    'Press statement',
    'en',
    'The United States lifted sanctions on a North Korean bank. More follows.',
  )
  assert.ok(toldClaims(reading).some(claim => claim.phase === 'lifted'))
})

const SPEAKERS: readonly (readonly [headline: string, language: string, summary: string, speaks: boolean])[] = [
  ['Kim Yo Jong says drills are a stain on the peace', 'en', '', true],
  ['Press Statement of Kim Yo Jong, Department Head', 'en', '', true],
  ['김여정 담화 "훈련은 오점"', 'ko', '', true],
  ['Trump writes to Kim Yo Jong', 'en', '', false],
  ['Seoul rejects remarks of Kim Yo Jong', 'en', '', false],
  ['Trump says talks will go on', 'en', '', false],
  ['Kim Jong Un fires missile', 'en', '', false],
]
for (const [headline, language, summary, speaks] of SPEAKERS) {
  test(`${speaks ? 'a statement of one person' : 'no statement of a listed person'}: ${headline}`, () => {
    assert.equal(readingOf(headline, language, summary).speaker !== null, speaks)
  })
}
