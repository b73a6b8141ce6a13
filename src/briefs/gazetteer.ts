/** A place that reports of diplomacy name. `within`: the city of a venue, shown after it. */
export interface GazetteerPlace {
  readonly name: string
  readonly spellings: readonly string[]
  /** Stands for a government as often as for itself ("Washington said"). */
  readonly government: boolean
  /** A base, a test site, a venue: an event stands there wherever it is named. */
  readonly site: boolean
}

/** Capitals, whose names also stand for their governments. One a line, or several with `;` between: as shown, then other spellings. */
const CAPITALS = `
Pyongyang|평양|平壌|平壤
Seoul|서울|ソウル|首尔|首爾
Washington|Washington, D.C.|Washington, DC|워싱턴|ワシントン|华盛顿|華盛頓
Beijing|Peking|베이징|北京
Tokyo|도쿄|東京|东京
Moscow|모스크바|モスクワ|莫斯科
London|런던|ロンドン|伦敦
Paris|파리|パリ|巴黎
Brussels|브뤼셀|ブリュッセル|布鲁塞尔
Berlin|베를린|ベルリン|柏林
Hanoi|하노이|ハノイ|河内
Stockholm|스톡홀름|ストックホルム|斯德哥尔摩
Helsinki|헬싱키|ヘルシンキ|赫尔辛基
Oslo|오슬로|オスロ|奥斯陆
Copenhagen|코펜하겐|コペンハーゲン|哥本哈根
Vienna|비엔나|빈에서|ウィーン|维也纳
Bern|Berne|베른|ベルン
Rome|로마|ローマ|罗马
Madrid|마드리드|マドリード|马德里
Warsaw|바르샤바|ワルシャワ|华沙
Prague|프라하|プラハ|布拉格
Kyiv|Kiev|키이우|キーウ
Reykjavik|레이캬비크
Ottawa|오타와|オタワ|渥太华
Havana|아바나
Buenos Aires|부에노스아이레스|ブエノスアイレス|布宜诺斯艾利斯
Canberra|캔버라
New Delhi|뉴델리|ニューデリー|新德里
Tehran|테헤란|テヘラン|德黑兰
Cairo|카이로
Riyadh|리야드|リヤド|利雅得
Abu Dhabi|아부다비
Doha|도하에서|ドーハ|多哈
Astana|Nur-Sultan
Ulaanbaatar|Ulan Bator|울란바토르|ウランバートル|乌兰巴托
Bangkok|방콕|バンコク|曼谷
Manila|마닐라|マニラ|马尼拉
Jakarta|자카르타|ジャカルタ|雅加达
Kuala Lumpur|쿠알라룸푸르|クアラルンプール|吉隆坡
Vientiane|비엔티안|ビエンチャン|万象
Phnom Penh|프놈펜|プノンペン|金边
Naypyidaw|네피도
Yangon|Rangoon|양곤
Taipei|타이베이|台北
Addis Ababa; Amman; Ankara; Athens; Baghdad; Beirut; Brasilia; Bucharest; Budapest; Caracas; Colombo; Damascus
Dhaka; Dublin; Islamabad; Jerusalem; Kabul; Lima; Lisbon; Mexico City; Minsk; Muscat; Nairobi; Pretoria; Riga
Santiago; Sofia; Tallinn; Tashkent; Vilnius; Wellington
`

/** Seats of governments: they speak as their capitals do. */
const SEATS = `
Blue House > Seoul|Cheong Wa Dae > Seoul
Oval Office > Washington
White House > Washington|백악관 > Washington|ホワイトハウス > Washington
`

/** Cities that stand for themselves. */
const CITIES = `
Singapore|싱가포르|シンガポール|新加坡
New York|New York City|뉴욕|ニューヨーク|纽约|紐約
Geneva|제네바|ジュネーブ|日内瓦
Vladivostok|블라디보스토크|블라디보스톡|ウラジオストク|符拉迪沃斯托克|海参崴
Khabarovsk|하바롭스크
Khasan|하산
Shenyang|선양|瀋陽|沈阳
Dandong|단둥|丹東|丹东
Dalian|다롄|大連|大连
Shanghai|상하이|上海
Hong Kong|홍콩|香港
Macau|Macao|마카오|マカオ|澳门
Hangzhou|항저우|杭州
Changchun|창춘|长春
Tianjin|톈진
Busan|Pusan|부산|釜山
Incheon|Inchon|인천|仁川
Gyeongju|Kyongju|경주|慶州|庆州
Jeju|제주|済州|济州
Pyeongchang|PyeongChang|평창|平昌
Gangneung|Kangnung|강릉|江陵
Pyeongtaek|Pyongtaek|평택|平沢
Paju|파주
Goyang|Ilsan|일산
Seongju|성주|星州
Cheorwon|철원
Daegu|대구
Gwangju|광주
Kaesong|개성공단|개성에서|開城|开城
Wonsan|원산|元山
Sinuiju|신의주|新義州|新义州
Hamhung|함흥|咸興
Chongjin|청진|清津
Rason|Rajin|나선|라선|羅先|罗先
Nampo|남포|南浦
Samjiyon|삼지연|三池淵
Kanggye|강계
Kusong|구성에서
Pyongsong|평성
Hyesan|혜산
Osaka|오사카|大阪
Sukchon|숙천
Sunchon|순천에서
Kangdong|강동에서
Pukchang|북창
Hiroshima|히로시마|広島|广岛
Nagasaki|나가사키|長崎
Nagoya|나고야|名古屋
Sapporo|삿포로|札幌
Niigata|니가타|新潟
Kyoto|교토|京都
Da Nang|Danang|다낭|ダナン|岘港
Ho Chi Minh City|호찌민|ホーチミン
Bali|발리
St. Petersburg|Saint Petersburg
Munich|뮌헨|ミュンヘン|慕尼黑
Hamburg|함부르크|ハンブルク
Davos|다보스|ダボス|达沃斯
Zurich|취리히
The Hague|헤이그|ハーグ|海牙
Biarritz|비아리츠
Vancouver|밴쿠버|バンクーバー|温哥华
Los Angeles|로스앤젤레스
San Francisco|샌프란시스코|サンフランシスコ|旧金山
Honolulu|호놀룰루|ホノルル
Anchorage|앵커리지|アンカレジ
Kilju|길주
Albuquerque; Aspen; Atlanta; Baltimore; Barcelona; Bedminster; Boston; Brisbane; Charlotte; Chiang Mai
Chicago; Cincinnati; Cleveland; Cologne; Dallas; Denver; Des Moines; Detroit; Dong Dang; Dubai; Edinburgh
El Paso; Elmau; Frankfurt; Glasgow; Hoeryong; Houston; Indianapolis; Istanbul; Johannesburg; Kazan
Komsomolsk-on-Amur; La Jolla; La Malbaie; Lahore; Las Vegas; Lausanne; Leipzig; Melbourne; Miami; Milan
Milwaukee; Minneapolis; Monterey; Mumbai; Nashville; New Orleans; Nusa Dua; Orlando; Palm Beach; Palo Alto
Perth; Philadelphia; Phoenix; Phuket; Pittsburgh; Port Moresby; Portland; Princeton; Quebec City; Reno
Rio de Janeiro; Salt Lake City; Salzburg; Samarkand; San Antonio; San Diego; Santa Fe; Sao Paulo; Seattle
Sharm el-Sheikh; Sochi; St. Louis; Stanford; Strasbourg; Sydney; Tampa; Taormina; Tbilisi; Tel Aviv; Toronto
Tulsa; Venice; Wilmington
`

/** Sites and venues; a "> city" at the end is the city in which a venue stands. */
const SITES = `
Panmunjom|Panmunjeom|Joint Security Area|판문점|板門店|板门店
Demilitarized Zone|DMZ|비무장지대|非武装地帯|非军事区
Punggye-ri|Punggye ri|P'unggye-ri|Pungyye-ri|풍계리|豊渓里|丰溪里
Yongbyon|Nyongbyon|영변|寧辺|宁边
Kangson|Kangsong|강선
Sohae|Sohae Satellite Launching Station|Sohae Satellite Launching Ground|서해위성발사장|西海衛星発射場
Tongchang-ri|Tongchang ri|Dongchang-ri|동창리|東倉里|东仓里
Musudan-ri|Musudan ri|무수단리|舞水端里
Tonghae Satellite Launching Ground|동해위성발사장
Sinpo|Sinpho|신포|新浦
Kittaeryong|깃대령
Hodo Peninsula|호도반도
Sunan|Sunan airport|순안
Mount Kumgang|Mt. Kumgang|Kumgangsan|금강산|金剛山|金刚山
Mount Paektu|Mt. Paektu|백두산|白頭山
Dorasan|Dorasan Station|도라산
Tongilgak > Panmunjom|통일각 > Panmunjom
Peace House > Panmunjom|평화의집 > Panmunjom|평화의 집 > Panmunjom
Baengnyeong Island|Baengnyeong|백령도
Yeonpyeong|Yeonpyeong Island|Yonphyong|연평도|延坪島|延坪岛
Camp Humphreys|캠프 험프리스
Osan Air Base|오산 공군기지
Guam|괌|グアム|关岛
Yokota Air Base|요코타
Yokosuka|요코스카|横須賀
Okinawa|오키나와|沖縄|冲绳
Pearl Harbor|진주만
Vandenberg|Vandenberg Air Force Base|Vandenberg AFB
Camp David|캠프 데이비드|キャンプデービッド|戴维营
Sunnylands|서니랜즈
Mar-a-Lago|마러라고|マールアラーゴ
Capella Hotel > Singapore|Capella Singapore > Singapore|카펠라 호텔 > Singapore
Sentosa > Singapore|Sentosa Island > Singapore|센토사 > Singapore|セントーサ > Singapore
Shangri-La Dialogue > Singapore|Shangri-La Hotel > Singapore
Metropole > Hanoi|Metropole Hotel > Hanoi|메트로폴 호텔 > Hanoi
Diaoyutai > Beijing|Diaoyutai State Guesthouse > Beijing|댜오위타이 > Beijing|釣魚台 > Beijing|钓鱼台 > Beijing
Great Hall of the People > Beijing
Kumsusan Palace > Pyongyang|Kumsusan > Pyongyang
Paekhwawon > Pyongyang|Paekhwawon State Guesthouse > Pyongyang|백화원 > Pyongyang
Kim Il Sung Square > Pyongyang|김일성광장 > Pyongyang
May Day Stadium > Pyongyang
U.N. headquarters > New York|UN headquarters > New York|United Nations headquarters > New York
Vostochny Cosmodrome|Vostochny|보스토치니
Far Eastern Federal University > Vladivostok
Incheon Airport|Incheon International Airport|인천공항
Zhongnanhai > Beijing
Andersen Air Force Base; Arak; Bushehr; Camp Bonifas; Fordow; Fort Greely; Kadena Air Base; Kunsan Air Base
Kumchang-ri; Mount Myohyang; Natanz; Nevada Test Site; Odusan; Qom; Sakkanmol; Yongsan Garrison
`

/** Every place of the gazetteer. */
export const GAZETTEER: readonly GazetteerPlace[] = [
  ...read(CAPITALS, true, false),
  ...read(SEATS, true, true),
  ...read(CITIES, false, false),
  ...read(SITES, false, true),
]

function read(table: string, government: boolean, site: boolean): readonly GazetteerPlace[] {
  return table
    .trim()
    .split(/\n|; /)
    .map(line => {
      const [first = '', city] = (line.split('|')[0] ?? '').split(' > ')
      const spellings = line.split('|').map(one => one.split(' > ')[0] ?? '')
      return { name: city === undefined ? first : `${first}, ${city}`, spellings, government, site }
    })
}
