import { guessLanguage } from '../text/fold/language.ts'
import { SCRIPT, scriptOf } from '../text/fold/words.ts'
import { formsOfText } from './headline-forms.ts'
import { type Condition, type Fact, type RuleSet, TEXT_FIELDS } from './rule-set.ts'
import type { Scan, Slot } from './terms/match.ts'
import type { Judged } from './verdict.ts'
import type { Scans } from './weigh/type-points.ts'

/** One field of an item with what was found in it. */
export interface FieldScene {
  readonly scan: Scan
  /** 1 for each atom found in it. */
  readonly present: Uint8Array
  /** The atoms found in it. */
  readonly atoms: readonly number[]
  /** Half words that begin before each offset; computed when a distance is first needed. */
  halves: Int32Array | null
}

/** An item as conditions see it. */
export interface Scene {
  readonly judged: Judged
  readonly language: string
  /** In the order of TEXT_FIELDS; null if no rule reads the field or no rule's word is in it. */
  readonly fields: readonly (FieldScene | null)[]
  /** The values of `form:` and `event:`; computed at first use, since most items never need them. */
  facts: { readonly form: readonly string[]; readonly event: readonly string[] } | null
}

/** Scans an item once for all that the rules look for. Linear in the item's length. */
export function setScene(judged: Judged, ruleSet: RuleSet): Scene {
  return setScenes(judged, [ruleSet])[0] as Scene
}

/** Scans an item once for several rule sets, which must share a matcher. */
export function setScenes(judged: Judged, ruleSets: readonly RuleSet[]): readonly Scene[] {
  const language = judged.language === '' ? guessLanguage(`${judged.title}\n${judged.summary}`) : judged.language
  const readsSource = ruleSets.some(each => each.readsSource)
  const scans = TEXT_FIELDS.map((field, slot) => {
    const text = judged[field]
    if (text === '' || (field === 'source' && !readsSource)) return null
    return ruleSets[0]?.matcher.scan(text, field === 'source' ? '' : language, slot as Slot) ?? null
  })
  return ruleSets.map(ruleSet => ({
    judged,
    language,
    fields: scans.map(scan => (scan === null ? null : fieldScene(scan, ruleSet))),
    facts: null,
  }))
}

/** What was found in the item's own texts. */
export function scansOf({ fields: [title, summary] }: Scene): Scans {
  return { title: title?.scan ?? null, summary: summary?.scan ?? null }
}

function fieldScene(scan: Scan, { atoms, atomsOf }: RuleSet): FieldScene | null {
  // Most texts contain no word of any rule.
  if (scan.entries.length === 0) return null
  const present = new Uint8Array(atoms.length)
  const found: number[] = []
  for (const entry of scan.entries) {
    for (const atom of atomsOf[entry] ?? []) {
      if (present[atom] === 1) continue
      present[atom] = 1
      found.push(atom)
    }
  }
  return { scan, present, atoms: found, halves: null }
}

/** The indexes of the rules that could match, in no particular order: those that the item's words wake. */
export function woken(scene: Scene, { wake }: RuleSet): readonly number[] {
  const places = [...wake.always]
  for (const field of scene.fields) {
    if (field === null) continue
    for (const atom of field.atoms) {
      for (const place of wake.byAtom[atom] ?? []) if (!places.includes(place)) places.push(place)
    }
  }
  return places
}

/** Whether a condition holds. Plain loops: a backtest calls this some hundred times per item. */
export function holds(condition: Condition, scene: Scene, ruleSet: RuleSet): boolean {
  switch (condition.kind) {
    case 'and':
      for (const part of condition.parts) if (!holds(part, scene, ruleSet)) return false
      return true
    case 'or':
      for (const part of condition.parts) if (holds(part, scene, ruleSet)) return true
      return false
    case 'not':
      return !holds(condition.part, scene, ruleSet)
    case 'some': {
      let found = 0
      for (const part of condition.parts) if (holds(part, scene, ruleSet)) found += 1
      return found >= condition.least
    }
    case 'atom': {
      const { atom, fields } = condition
      for (let bit = 0; bit < scene.fields.length; bit += 1) {
        if ((fields & (1 << bit)) !== 0 && scene.fields[bit]?.present[atom] === 1) return true
      }
      return false
    }
    case 'fact':
      return factHolds(condition.fact, condition.value, scene, ruleSet)
    case 'near':
      for (let bit = 0; bit < scene.fields.length; bit += 1) {
        const field = scene.fields[bit]
        if ((condition.fields & (1 << bit)) !== 0 && field != null && nearHits(condition, field, ruleSet) !== null)
          return true
      }
      return false
  }
}

function factHolds(fact: Fact, value: string, scene: Scene, ruleSet: RuleSet): boolean {
  const { judged } = scene
  if (fact === 'lang') return scene.language === value
  if (fact === 'form' || fact === 'event') {
    scene.facts ??= { form: formsOfText(judged.title, judged.summary), event: ruleSet.readFacts(judged) }
    return scene.facts[fact].includes(value)
  }
  return (fact === 'outlet' ? judged.outlet : judged.outletKind).toLowerCase() === value
}

/** The first hits within the reach, one for each side; null if there are too few. Linear in the hits. */
export function nearHits(
  condition: Extract<Condition, { kind: 'near' }>,
  field: FieldScene,
  ruleSet: RuleSet,
): readonly number[] | null {
  const { sides, least, reach } = condition
  let there = 0
  for (const side of sides) {
    for (const atom of side) {
      if (field.present[atom] !== 1) continue
      there += 1
      break
    }
  }
  if (there < least) return null
  field.halves ??= halfWords(field.scan)
  const last = sides.map(() => -1)
  for (let hit = 0; hit < field.scan.entries.length; hit += 1) {
    const atoms = ruleSet.atomsOf[field.scan.entries[hit] ?? 0] ?? []
    let touched = false
    sides.forEach((side, index) => {
      if (!side.some(atom => atoms.includes(atom))) return
      last[index] = hit
      touched = true
    })
    if (!touched) continue
    const start = field.halves[field.scan.starts[hit] ?? 0] ?? 0
    const within = last.filter(
      other => other >= 0 && start - (field.halves?.[field.scan.ends[other] ?? 0] ?? 0) <= reach,
    )
    if (within.length >= least) return within
  }
  return null
}

/** Counts words in halves: a word of letters or Hangul is two, a Han or kana character is one. */
function halfWords(scan: Scan): Int32Array {
  const { units, length } = scan.folded
  const halves = new Int32Array(length + 1)
  let count = 0
  let before: number = SCRIPT.none
  for (let at = 0; at < length; at += 1) {
    halves[at] = count
    const script = scriptOf(units[at] ?? 0)
    if (script === SCRIPT.inside) count += 1
    else if (script !== SCRIPT.none && script !== before) count += 2
    before = script
  }
  halves[length] = count
  return halves
}
