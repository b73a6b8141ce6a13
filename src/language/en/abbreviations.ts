/** Abbreviations that precede what they belong to, so no sentence ends with them. Lower case, without the dot. */
export const BEFORE_NAME: ReadonlySet<string> = new Set(
  (
    'mr mrs ms mx dr prof rev hon messrs fr sr-gen gen lt col maj sgt capt adm cmdr cpl pvt brig cmd sgt-maj amb sen sens rep reps gov govs pres ' +
    'sec supt insp det atty vs v st mt ft fig art al eds e.g i.e cf approx est viz'
  ).split(' '),
)

/** Abbreviations only before a number: "No. 2", "pp. 3". */
export const BEFORE_NUMBER: ReadonlySet<string> = new Set(
  'no nos p pp vol ch sec para art jan feb mar apr jun jul aug sep sept oct nov dec'.split(' '),
)

/** Abbreviations that may end a sentence, depending on what follows. They include the Associated Press's for American states. */
export const EITHER: ReadonlySet<string> = new Set(
  (
    'a.m p.m inc corp co ltd llc bros jr sr etc dept ph.d m.d esq ave blvd rd univ assn ' +
    'ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo'
  ).split(' '),
)

/** Words that, with a capital, begin a sentence far more often than a name. */
export const BEGINS: ReadonlySet<string> = new Set(
  (
    'the a an this that these those there here it he she they we i you his her its their our my but and or so yet if when while after before ' +
    'since because although though as at by for from in into of on to with without during under over both each some many most all no not ' +
    'what who why how where meanwhile however also still earlier later last next then now asked such one two three only even instead'
  ).split(' '),
)
