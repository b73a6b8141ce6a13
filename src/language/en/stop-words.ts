/** Words that say nothing about an event: never a feature. Negations and directions are not among them. */
const STOP = new Set(
  (
    'a an the and or but if of to in on at by for from with as is are was were be been being am do does did done has have had ' +
    'having it its he him his she her they them their we us our you your i me my this that these those there here what which who ' +
    'whom whose when where why how will would can could should may might must shall not no nor so than then too very just also ' +
    'about into over after before between during through under above up down out again more most some any all each other such only ' +
    'own same both few because while until against says say said saying told tell tells telling new via per amid ahead still now ' +
    'get gets got getting make makes made making take takes took taking go goes went going one two vs its day week month year today ' +
    'yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday according report reports reported reporting reportedly ' +
    'news video watch read photo photos live update updates opinion analysis exclusive breaking st mr mrs ms dr us like way need ' +
    'know things thing first last next back off dont doesnt isnt wont cant youre heres whats thats it’s'
  ).split(' '),
)

/** Whether a folded word is a stop word. */
export function isStopWord(word: string): boolean {
  return STOP.has(word)
}

/** Words that open a background clause. */
export const BACKGROUND = new Set([
  'after',
  'amid',
  'ahead',
  'following',
  'despite',
  'before',
  'since',
  'responding',
  'until',
])
