/** Korean, Japanese and Chinese words of the classes of event-words.ts, and places where the two sides meet, in any language. */
const WORDS: Readonly<Record<string, string>> = {
  '=cancel': '취소 무산 철회 中止 取りやめ 取消',
  '=revive': '재개 되살 再開 恢复 重启',
  '=demolish': '폭파 폐기 파괴 爆破 廃棄 破壊 炸毁 拆除',
  '=threaten': '위협 경고 협박 警告 威嚇 脅 威胁',
  '=criticise': '비난 규탄 맹비난 非難 批判 谴责 抨击',
  '=launch': '발사 発射 发射 試射 试射',
  '=missile': '미사일 로켓 발사체 탄도 ミサイル 弾道 飛翔体 导弹 飞弹',
  '=meet': '회담 만나 만남 회동 협상 접촉 会談 会見 協議 交渉 接触 会晤 会谈 谈判 磋商',
  '=agree': '합의 合意 协议 达成',
  '=refuse': '거부 거절 부인 拒否 拒絶 拒绝 否认',
  '=breakdown': '결렬 決裂 物別れ 破裂',
  '=willing': '용의 준비돼 用意 愿意',
  '=reply': '답변 화답 반응 返答 反応 回应',
  '=invite': '초청 초대 招待 招請 邀请',
  '=travel': '방문 방미 방북 출발 향해 訪問 訪米 訪朝 出発 向かう 访问 前往',
  '=arrive': '도착 到着 抵达',
  '=letter': '친서 서한 편지 親書 書簡 亲笔信 信函',
  '=sanction': '제재 制裁',
  '=impose': '부과 科す 实施',
  '=lift': '해제 완화 解除 緩和',
  '=delay': '연기 보류 延期 先送り 推迟',
  '=release': '석방 풀려 解放 釈放 获释 释放',
  '=prisoner': '억류 抑留 拘束 被扣',
  '=repatriate': '송환 返還 送還 归还',
  '=drill': '훈련 演習 訓練 演习 军演',
  '=denuclearise': '비핵화 非核化 核放棄 弃核',
  '=sign': '서명 署名 签署',
  '=dismiss': '경질 해임 解任 更迭 罢免',
  '=resign': '사임 사퇴 辞任 辞职',
  '=envoy': '특사 대표단 특별대표 特使 代表団 特別代表 代表团',
  '=satellite': '위성사진 위성 衛星 卫星',
  '=urge': '촉구 요구 要求 促す 敦促 呼吁',
  summit: '정상회담 首脳会談 首脑会谈 峰会',
  '=nuclear': '핵실험 핵 核実験 核试验',
  '@place-stockholm': 'stockholm 스톡홀름 ストックホルム 斯德哥尔摩',
  '@place-singapore': 'singapore 싱가포르 シンガポール 新加坡',
  '@place-hanoi': 'hanoi 하노이 ハノイ 河内',
  '@place-panmunjom': 'panmunjom panmunjeom 판문점 板門店 板门店',
  '@place-new-york': 'new_york 뉴욕 ニューヨーク 纽约',
  '@place-beijing': 'beijing 베이징 北京',
  '@place-geneva': 'geneva 제네바 ジュネーブ 日内瓦',
  '@place-vladivostok': 'vladivostok 블라디보스토크 ウラジオストク 符拉迪沃斯托克 海参崴',
  '@place-moscow': 'moscow 모스크바 モスクワ 莫斯科',
  '@place-helsinki': 'helsinki 헬싱키 ヘルシンキ 赫尔辛基',
  '@place-berlin': 'berlin 베를린 ベルリン 柏林',
  '@place-kuala-lumpur': 'kuala_lumpur 쿠알라룸푸르 クアラルンプール 吉隆坡',
  '@place-pyongyang': 'pyongyang 평양 平壌 平壤',
  '@place-washington': 'washington 워싱턴 ワシントン 华盛顿',
  '@place-kaesong': 'kaesong 개성 開城 开城',
  '@place-yongbyon': 'yongbyon 영변 寧辺 宁边',
  '@place-punggye-ri': 'punggye-ri punggyeri 풍계리 豊渓里 丰溪里',
}

const FEATURES: readonly (readonly [string, string])[] = Object.entries(WORDS).flatMap(([feature, names]) =>
  names.split(' ').map(name => [name.replace('_', ' '), feature] as const),
)

/** Event classes and places that a text names, whatever its language; places also in Latin letters. */
export function sharedFeatures(text: string): ReadonlySet<string> {
  const folded = text.toLowerCase()
  const found = new Set<string>()
  for (const [name, feature] of FEATURES) if (folded.includes(name)) found.add(feature)
  return found
}
