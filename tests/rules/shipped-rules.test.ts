import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { decide } from '../../src/rules/judge.ts'
import { STORY_TYPES, type StoryType } from '../../src/rules/verdict.ts'
import { judgedOf } from './compile-text.ts'
import { shippedConfig } from './shipped.ts'

const { ruleSet } = shippedConfig()
const judgeTitle = (title: string) => decide(judgedOf(title), ruleSet)

const shared = new URL('../../../shared/', import.meta.url)
const skip = existsSync(shared) ? false : 'no ../shared'
const sharedText = (path: string) => readFileSync(new URL(path, shared), 'utf8')

const TRAPS: Readonly<Record<string, readonly string[]>> = {
  'Northern Ireland': [
    'US envoy flies home as Northern Ireland talks stall',
    "Stormont: Northern Ireland's parties meet Clinton",
  ],
  'NK cells': [
    'NK cells made to hunt tumours, American team says',
    'US approves trial of NK cell therapy',
    '미국 기업, NK세포 치료제 협상',
  ],
  'singers and actors': [
    'Kim Jong-kook announces American tour',
    '김종국 북미 투어 협의',
    'K-pop band meets Trump at White House',
  ],
  'medicine journals': ['Lancet: NK activity falls after infection, US study says'],
  'North Korea at the games': [
    'North Korea sends twelve athletes to the Olympics',
    'North Korea beat United States at women’s football',
  ],
  'us, the pronoun': [
    'What North Korea’s parade tells us',
    'Let us talk about food in Pyongyang',
    'North Korea is nearer to us than it seems',
    'What North Korea talks teach us',
  ],
  'talks with Iran': ['Iran and US end fourth round of nuclear talks', 'Trump says talks with Tehran go well'],
  '북미, the continent': ['북미 시장 점유율 1위', '북미 수출 협상 타결', '북미 지역 대표 회담'],
  'a summit in Singapore on trade': [
    'Singapore summit on trade opens with US delegates',
    'Trade ministers meet at Singapore summit',
    'Singapore summit on trade draws US and Kim Motors',
  ],
  'a newspaper of Washington': [
    'Washington Post names its Pyongyang-born editor',
    'North Korea tour: a Washington Times reporter’s diary',
  ],
  'the other Kim': ['Trump and Kim Kardashian meet on prisons', 'Trump, Kim Kardashian talk pardons at White House'],
  'the other Washington': [
    'Denzel Washington meets fans in Seoul',
    'Washington state signs deal with South Korean port',
  ],
  'the North with others': [
    'Putin and Kim Jong Un sign treaty in Pyongyang',
    'Xi sends greetings to Kim Jong Un',
    '习近平向金正恩致贺电',
    '金正恩氏、プーチン氏と会談',
    '김정은, 푸틴과 정상회담',
  ],
  'life in the North': ['Rice harvest begins in North Korea', '김정은, 온실농장 현지지도', '北朝鮮、洪水被害が拡大'],
  'matches, shows and quizzes': [
    'North Korea meets US in women’s World Cup opener',
    'Barber in Hanoi offers Trump and Kim haircuts',
    'Weekly quiz: Trump, Kim and a runaway goat',
  ],
  'the North as a comparison': [
    'School rules are like in North Korea, US parents say',
    'Senator acts like Kim Jong Un, says Biden ally',
  ],
  'envoys who left for a firm': ['성김 현대차 사장, 북미 시장 전략 발표', 'Biegun to advise Ford on trade'],
  'weapons counted': [
    'Albright says North Korea has enough plutonium for five bombs',
    'North Korea ICBM could reach Alaska, Mattis says',
  ],
  'talks of others with like names': [
    'Six-party coalition talks open in Brussels',
    'Strategic patience pays, fund manager says',
  ],
  'wars of others': ['Zelensky urges US to answer North Korean troops in Kursk'],
}
for (const [trap, titles] of Object.entries(TRAPS))
  test(`${trap} is no alert`, () => {
    for (const title of titles)
      assert.deepEqual({ title, rules: judgeTitle(title).alert ? judgeTitle(title).rules : [] }, { title, rules: [] })
  })

const ALERTED: Readonly<Record<string, readonly string[]>> = {
  'the nineties': [
    'Gallucci and Kang Sok Ju near accord on reactors',
    'Carter carries Pyongyang’s offer to Clinton',
    'Albright ends talks with Kim Jong Il',
  ],
  'the six-party years': [
    'Hill and Kim Kye Gwan meet in Beijing',
    'Six-party talks break off',
    'Bush drops North Korea from terror list',
  ],
  'the Obama years': [
    'Bosworth arrives in Pyongyang for talks',
    'U.S. halts food aid to North Korea',
    'Kerry: door open for North Korea to talk',
  ],
  'the summits': [
    'Biegun and Kim Myong Gil sit down in Stockholm',
    'Trump, Kim cut short meeting in Hanoi',
    'Mark Lambert to lead talks with North Korea',
    'ビーガン氏、北朝鮮と協議へ',
  ],
  today: [
    'Rubio says U.S. ready to sit down with North Korea',
    'Choe Son Hui: no talks while Washington is hostile',
    '루비오 "북한과 대화 열려 있다"',
    '特朗普愿再次与金正恩会面',
  ],
  'detainees and remains': ['Americans freed by Pyongyang reach home', '북한, 억류 미국인 석방', '朝鲜归还美军遗骸'],
  'statements, one side hardly named': [
    'The ball is in Washington’s court, North Korea says',
    'Strategic patience is over, Tillerson says',
    '김여정 "미국, 헛된 기대 버려라"',
    '金与正：美国不要幻想',
    'Blinken: we still seek denuclearisation of the peninsula',
  ],
  sanctions: [
    'US blacklists North Korean bankers',
    '美, 대북 독자제재 단행',
    '米が北朝鮮に追加制裁',
    '美国对朝鲜企业实施制裁',
  ],
  mediators: [
    'Seoul offers to broker US-North Korea talks',
    'China calls on US and North Korea to resume dialogue',
    'Seoul seeks nuclear answer: Roh, Bush agree on talks with North Korea',
    '文在寅氏、米朝の仲介に意欲',
  ],
}
for (const [time, titles] of Object.entries(ALERTED))
  test(`${time}: dealings of the two are alerted`, () => {
    for (const title of titles) assert.equal(judgeTitle(title).alert, true, title)
  })

const NEARLY = [
  '6자회담 수석대표 회동',
  'Lift sanctions first, Pyongyang says',
  'Koreas and U.S. near text to end war, Moon says',
]
test('dealings of which a headline says too little are doubtful: they join a story, and wide tells them', () => {
  for (const title of NEARLY) {
    const { alert, doubtful, score } = judgeTitle(title)
    assert.ok(alert || doubtful, title)
    assert.ok((score ?? 0) >= (ruleSet.relevance?.levels.wide ?? 100), title)
  }
})

const TYPED: readonly (readonly [StoryType, string])[] = [
  ['summit', 'Trump and Kim Jong Un to hold second summit'],
  ['summit', 'Trump and Kim sign document in Singapore'],
  ['summit', 'Kim invites Trump to visit Pyongyang'],
  ['summit', '米朝首脳会談が決裂、制裁解除で溝'],
  ['talks', 'U.S. envoy holds talks with North Korea in Oslo'],
  ['talks', 'Obama, Park present united front on North Korea'],
  ['talks', 'Albright lands in Pyongyang'],
  ['statement', 'North Korea slams U.S. over hostile policy'],
  ['statement', 'U.S. condemns North Korean missile launch'],
  ['statement', 'バイデン氏、北朝鮮のミサイル発射を非難'],
  ['sanctions', 'U.S. puts sanctions on North Korean shippers'],
  ['weapons', 'Pompeo: North Korea fires up a rocket engine again'],
  ['people', 'American detained in North Korea is freed'],
  ['military', 'Trump orders drills with South Korea scaled back to please North Korea'],
]
for (const [type, title] of TYPED)
  test(`"${title}" is of type ${type}`, () => {
    assert.deepEqual([judgeTitle(title).alert, judgeTitle(title).type], [true, type])
  })

test('a summit agreed or called off goes out at high priority, talk of one at normal', () => {
  const priorityOf = (title: string) => judgeTitle(title).priority
  assert.equal(priorityOf('Trump and Kim Jong Un agree to hold summit'), 'high')
  assert.equal(priorityOf('북미 정상회담 전격 취소'), 'high')
  assert.equal(priorityOf('What Trump wants from a Kim summit'), 'normal')
  assert.equal(priorityOf('U.S. envoy holds talks with North Korea in Oslo'), 'normal')
})

test('one side alone is doubtful, kept for the second look', () => {
  const { alert, doubtful } = judgeTitle('North Korea warns of strong action')
  assert.deepEqual({ alert, doubtful }, { alert: false, doubtful: true })
})

for (const seed of ['stockholm-2019', 'panmunjom-2018'])
  test(`the seed story ${seed} is alerted as talks`, { skip }, () => {
    const [title = '', ...rest] = sharedText(`seeds/${seed}.txt`).split('\n')
    const { alert, type } = decide(judgedOf(title, { summary: rest.join('\n'), language: 'en' }), ruleSet)
    assert.deepEqual({ alert, type }, { alert: true, type: 'talks' })
  })

interface Labelled {
  readonly lang: string
  readonly title: string
  readonly summary: string
  readonly source: string
  readonly grade: 'core' | 'related' | 'no'
  readonly type: string | null
}

const judgedOnce = new Map<string, ReturnType<typeof judgeItems>>()
function judgedItems(path: string) {
  const known = judgedOnce.get(path) ?? judgeItems(path)
  judgedOnce.set(path, known)
  return known
}

function judgeItems(path: string) {
  const lines = sharedText(path).split('\n').filter(Boolean)
  return lines.map(line => {
    const item = JSON.parse(line) as Labelled
    const { title, summary, lang: language, source } = item
    return { item, verdict: decide(judgedOf(title, { summary, language, source }), ruleSet) }
  })
}

function scoreOf(rows: ReturnType<typeof judgedItems>) {
  const core = rows.filter(({ item }) => item.grade === 'core')
  const alerts = rows.filter(({ verdict }) => verdict.alert)
  const share = (grade: string) => alerts.filter(({ item }) => item.grade === grade).length / alerts.length
  return {
    recall: core.filter(({ verdict }) => verdict.alert).length / core.length,
    noise: share('no'),
    coreShare: share('core'),
  }
}

const LEAST = {
  english: { recall: 0.95, noise: 0.02, coreShare: 0.8 },
  'Korean, Japanese and Chinese': { recall: 0.93, noise: 0.03, coreShare: 0.75 },
}
for (const [languages, least] of Object.entries(LEAST))
  test(`labelled items, ${languages}: recall ${least.recall}, noise ${least.noise}, core share ${least.coreShare}`, {
    skip,
  }, () => {
    const rows = judgedItems('relevance/dev.jsonl').filter(
      ({ item }) => (item.lang === 'en') === (languages === 'english'),
    )
    const { recall, noise, coreShare } = scoreOf(rows)
    assert.ok(recall >= least.recall, `recall ${recall}`)
    assert.ok(noise <= least.noise, `noise ${noise}`)
    assert.ok(coreShare >= least.coreShare, `core share ${coreShare}`)
  })

test('general news: at most one alert', { skip }, () => {
  const alerts = judgedItems('relevance/background.jsonl').filter(({ verdict }) => verdict.alert)
  assert.ok(alerts.length <= 1, alerts.map(({ item }) => item.title).join('\n'))
})

test('labelled items: event types reach a macro F1 of 0.78', { skip }, () => {
  const rows = judgedItems('relevance/dev.jsonl').filter(({ item, verdict }) => item.type !== null && verdict.alert)
  const f1 = STORY_TYPES.filter(type => type !== 'other').map(type => {
    const is = rows.filter(({ item }) => item.type === type)
    const said = rows.filter(({ verdict }) => verdict.type === type).length
    return (2 * is.filter(({ verdict }) => verdict.type === type).length) / (said + is.length)
  })
  const macro = f1.reduce((sum, each) => sum + each, 0) / f1.length
  assert.ok(macro >= 0.78, `macro F1 ${macro}`)
})
