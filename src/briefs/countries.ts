/** Names that say where a place lies but are no city or site themselves: countries, regions, states of the US, seas. */
const REGIONS = `north korea|south korea|korea|united states|u s|us|america|china|japan|russia|soviet union|sweden|vietnam|finland|norway
|switzerland|germany|france|britain|england|scotland|united kingdom|uk|italy|spain|poland|austria|hungary|belgium|netherlands|denmark|ukraine
|belarus|turkey|iran|iraq|syria|israel|egypt|libya|saudi arabia|qatar|oman|jordan|lebanon|yemen|afghanistan|pakistan|india|bangladesh
|sri lanka|nepal|mongolia|kazakhstan|uzbekistan|thailand|malaysia|indonesia|philippines|cambodia|laos|myanmar|burma|brunei|taiwan
|australia|new zealand|papua new guinea|canada|mexico|cuba|venezuela|brazil|argentina|chile|peru|colombia|kenya|ethiopia|nigeria
|south africa|namibia|angola|sudan|uganda|zimbabwe|ireland|greece|portugal|romania|bulgaria|czech republic|slovakia|serbia|croatia
|estonia|latvia|lithuania|bahrain|kuwait|united arab emirates|uae|asia|europe|africa|middle east|latin america|east asia|southeast asia
|northeast asia|pacific|pacific ocean|atlantic|sea|sea of japan|east sea|yellow sea|south china sea|gulf|arctic|caribbean|balkans|gaza
|crimea|kashmir|siberia|manchuria|korean peninsula|alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida
|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi
|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania
|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming|calif|fla|n j|va|md
|d c|dc|conn|mass|pa|tenn|ariz|wash|mich|ohio|tex|ga|n y|n c|s c|north|south|east|west|jilin|liaoning|gangwon|gyeonggi|hamgyong
|north hamgyong|south pyongan|north pyongan|normandy|bavaria|quebec|ontario|british columbia|northern ireland|wales|kosovo|bosnia|somalia`
const NAMES = new Set(REGIONS.replace(/\n/g, '').split('|'))

/** Whether a name is that of a country or a region; dots and capitals make no difference. */
export function isRegion(name: string): boolean {
  return NAMES.has(name.toLowerCase().replace(/\./g, ' ').replace(/\s+/g, ' ').trim())
}
