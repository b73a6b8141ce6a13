/**
 * Characters of people's names, in simplified, traditional and Japanese form. Only those whose forms correspond one to one
 * in every direction, by OpenCC's tables STCharacters, TSCharacters and JPShinjitaiCharacters; 姬 and 姫, which Unicode distinguishes and
 * newspapers do not, are the one addition. Ambiguous ones are left out, such as 里, 斗, 云 and the family name 朴.
 */
const ROWS = `
  拜拜拝 奥奧奥 马馬馬 鲁魯魯 尔爾爾 顿頓頓 黑黑黒 万萬万 与與与 爱愛愛 张張張 泽澤沢 权權権 龙龍竜 锡錫錫 宽寬寛 强強強 彻徹徹 养養養 黄黃黄
  长長長 烨燁燁 德德徳 训訓訓 赵趙趙 铁鐵鉄 惠惠恵 卢盧盧 铉鉉鉉 焕煥煥 晚晚晩 韩韓韓 渊淵淵 郑鄭鄭 义義義 显顯顕 勋勳勲 圣聖聖 荣榮栄 宁寧寧 东東東
  薰薰薫 习習習 锦錦錦 涛濤濤 邓鄧鄧 宝寶宝 镕鎔鎔 刚剛剛 杨楊楊 洁潔潔 国國国 伟偉偉 刘劉劉 晓曉暁 战戰戦 书書書 乐樂楽 际際際 鸿鴻鴻 陆陸陸 华華華
  莹瑩瑩 坚堅堅 剑劍剣 结結結 军軍軍 聪聰聰 亚亞亜 凯凱凱 进進進 罗羅羅 弥彌弥 镐鎬鎬 顺順順 凤鳳鳳 贤賢賢 贞貞貞 键鍵鍵 银銀銀 钰鈺鈺 载載載 灿燦燦
  将將将 铎鐸鐸 济濟済 陈陳陳 许許許 吴吳吳 闵閔閔 车車車 琼瓊瓊 经經経 庆慶慶 诚誠誠 胜勝勝 肃肅粛 学學学 鹤鶴鶴 贺賀賀 远遠遠 润潤潤 苏蘇蘇 萧蕭蕭
  实實実 维維維 约約約 亲親親 欧歐欧 庞龐龐 务務務 赖賴頼 麦麥麦 兰蘭蘭 鸠鳩鳩 滨濱浜 宪憲憲 泷瀧滝 树樹樹 斋齋斎 辅輔輔 纯純純 总總総 纪紀紀 图圖図
  纳納納 达達達 辉輝輝 诺諾諾 齐齊斉 飞飛飛 纽紐紐 贝貝貝 韦韋韋 汤湯湯 玛瑪瑪 伦倫倫 劳勞労 姬姬姫`

const SCRIPTS = [0, 1, 2] as const
const FORMS: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.trim()
    .split(/\s+/)
    .flatMap(row => {
      const forms = [...row]
      return [...new Set(forms)].map(form => [form, forms] as const)
    }),
)

/** A Han name in the simplified, traditional and Japanese forms that differ from the one given. Empty for other scripts. */
export function hanVariants(name: string): readonly string[] {
  const letters = [...name]
  if (letters.length < 2 || !/^[\p{Script=Han}·・]+$/u.test(name)) return []
  const written = SCRIPTS.map(script => letters.map(letter => FORMS.get(letter)?.[script] ?? letter).join(''))
  return [...new Set(written)].filter(one => one !== name)
}
