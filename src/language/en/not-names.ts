/** English words that are capitalised but part of no person's name: titles, offices, days, and words that open sentences. Lower case. */
export const NOT_NAMES = `
  a about above accord according acting adm administration affairs after agency agreement aide air airman airport all also although amazon
  ambassador among an analysis analyst and any apple appropriations apr april are armed arms army as asked assembly associated association at
  atomic attorney aug august avenue award axis ayatollah back bank base bay be because been before below bible big black both breaking bridge
  brig brigadier buddhist budget bureau but by cabinet call calls can capt captain carrier catholic center central centre chairman chairwoman
  chancellor chief chiefs christian christmas city click col cold colonel command commander commerce commissioner committee communism
  communist company congress congressman congresswoman conservative conservatives continued control corp corporal could council counsel
  counsellor counselor county court cup daily day dec december declaration defence defense democrat democratic democrats department deputy
  despite did director disarmament district do does dr during earlier east easter eastern emmy emperor empire energy entertainment envoy even
  evil exclusive facebook fall feb february federal first fleet for force forces foreign former fort foundation four framework free freedom
  friday friendship from fund games garden gate gay gen general get god good google gov government governor great group had hall has have he
  her herald here high hill his hispanic homeland honor hot hotel house how however human i if image images in inc inside instagram instead
  institute intelligence interim interior international internet is islamic island islands it its jan january jewish joint journal judge
  judiciary jul july jun june just justice keep kingdom labour lady lake last later latest latino law lawmaker leader left let liberal
  lieutenant like line little live long lord low lt made magazine maj major make makes man manager many mar march marshal may mayor meanwhile
  medal media meet meets men microsoft middle minister ministry monday more most mount mr mrs ms muslim my national nations native navy
  netflix new news newsletter next night nobel non-proliferation nonproliferation north northeast northern not nov november now ocean oct
  october of office officer old olympic olympics on one only open operations opinion organisation organization oscar our outside over
  oversight palace parliament party peace people petty photo photos pictures policy politburo pope port post prefecture premier president
  presidium press prime prince princess private prize prof professor program programme project prosperity province public pvt queen read rear
  red regime related relations rep representative reps republic republican republicans rev reverend right rights river road rose said saturday
  say says school sea seaman second secretary security see sen senate senator senior sens sep sept september sergeant services sgt share she
  sheikh short should sign since sir so social socialist society some sony south southeast southern soviet speaker special specialist
  spokesman spokesperson spokeswoman spring square st staff state still story strategic street strike studies summer summit sunday supreme
  take takes talks tech that the their then there these they third this those though three thursday times to today tomorrow tower township
  trade treasury treaty tribune truth tuesday tweet tweets twitter two under union university unlike until update us vice video visits want
  wants war warns warrant was watch we weapons wednesday were west western what when where which while white who why will winter with woman
  women workers world would year yesterday yet you young your youtube`
  .trim()
  .split(/\s+/)
