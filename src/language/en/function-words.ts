/** Words that carry little of a story's meaning: their share weighs in a summary's importance, page matching ignores them, and they tell English. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the of to in on at by for with from as is are was were be been being has have had do does did will would could should may might can that ' +
    'this these those it its he his him her she they them their we our us you your i my me and or but if so than then not no nor who whom which ' +
    'what when where while after before about into over out up down also more most other some such only own same s t just there here all any both ' +
    'each few how why because until against between through during under again further once says said say told tell'
  ).split(' '),
)
