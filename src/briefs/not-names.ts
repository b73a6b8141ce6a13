/** Capitalised words that are part of no person's name: titles, offices, places, days, and words that open sentences. */
const WORDS = `
  president secretary minister ambassador general senator sen rep reps sens gov adm gen lt col dr mr mrs ms prime foreign vice deputy chief defense defence state
  north south korea korean koreas koreans united states america american americans us un china chinese japan japanese russia russian russians east west white house
  national security council department ministry agency news press party workers army navy air force university institute center centre
  international nations committee congress senate supreme court street journal times post monday tuesday wednesday thursday friday saturday sunday
  january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  the a an in on at for of and to but with after before as if when while this that these those he she it they we you i his her its our their my your from by new
  pacific ocean sea peninsula fort port island islands city world war cup games olympic olympics winter summer spring fall nuclear missile treaty zone
  demilitarized central intelligence federal bureau program programme project asia asian europe european union hill school law policy studies association
  representative special envoy director leader spokesman spokeswoman spokesperson chairman chairwoman pentagon capitol photo photos image images getty reuters
  associated singapore pyongyang seoul washington beijing tokyo hanoi vietnam vietnamese stockholm sweden swedish los san las st mount lake river bay great former
  speaker manager congressman congresswoman pvt private sgt sergeant captain capt major maj colonel lieutenant commander judge justice attorney prince princess
  queen pope ayatollah sheikh emperor professor prof analyst senior acting interim sir lord lady reverend rev rear marshal brig brigadier governor mayor
  commissioner lawmaker counselor counsellor counsel aide premier chancellor republican republicans democrat democrats democratic gop conservative liberal labour
  also however according asked still since though although despite during under until because what why how who where which there here then now so yet both only
  even just like unlike among inside outside over last next earlier later yesterday today tomorrow meanwhile instead one two three four some many most more all any
  not read watch see related analysis opinion exclusive breaking update video story continued share click sign get good below above about back live latest first
  second third breitbart fox cnn nbc abc cbs bbc npr msnbc politico vox yonhap xinhua kyodo tass guardian telegraph herald tribune daily magazine media newsletter
  british britain french france german germany indian india iranian iran iraqi iraq israeli israel syrian syria ukrainian ukraine canadian canada australian
  australia malaysian malaysia turkish turkey mexican mexico english england london paris berlin moscow kremlin geneva york california texas florida ohio virginia
  alaska hawaii guam arizona carolina massachusetts jersey maryland michigan illinois pennsylvania georgia colorado oregon nevada joint chiefs staff command forces
  homeland treasury commerce interior energy budget trade peace prosperity freedom unification friendship declaration agreement accord framework summit talks
  air base hotel palace airport group company corp inc bank fund foundation society organization organisation administration office cabinet parliament assembly
  politburo presidium regime republic democratic kingdom empire government people public human rights women men day night year christmas easter god bible
  internet facebook twitter google apple microsoft sony pictures entertainment amazon netflix youtube instagram truth social tweet tweets says said say will can
  could would should does did do is are was were be been has have had let make makes made take takes keep calls call wants want warns meets meet visits talks
  red line axis evil cold hot big little old young long short high low right left free open big tech tower avenue square road bridge gate hall garden rose
  patriot hwasong taepodong rodong nodong musudan unha scud icbm thaad kumgang paektu sunan minuteman tomahawk medal honor award prize nobel oscar emmy
  conservatives communist communism socialist soviet western eastern northern southern southeast northeast middle latin africa african arab muslim islamic
  christian catholic jewish buddhist black hispanic latino native gay affairs relations operations services house armed appropriations judiciary oversight
  demilitarised nonproliferation non-proliferation disarmament arms control atomic weapons strategic command indo-pacific korea-us us-korea eighth seventh fleet
  carrier strike uss rocket man woman warrant officer petty seaman airman corporal specialist county province district prefecture township`
const SET = new Set(WORDS.trim().split(/\s+/))

/** Whether a capitalised word cannot belong to a person's name. */
export function isNoName(word: string): boolean {
  return SET.has(word.toLowerCase().replace(/\./g, ''))
}
