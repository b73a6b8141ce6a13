import type { StoriesFile } from '../stories-file.ts'

/** Finds event classes and places in texts of any language: as substrings, whatever is around them. */
export function sharedFinder({
  classes,
  shared,
  places,
}: Pick<StoriesFile, 'classes' | 'shared' | 'places'>): (text: string) => ReadonlySet<string> {
  const named = (feature: string, words: readonly string[]) => words.map(word => [word.toLowerCase(), feature] as const)
  const beside = ([feature, words]: readonly [string, Readonly<Record<string, readonly string[]>>]) =>
    Object.entries(words).flatMap(([language, own]) => (language === 'en' ? [] : named(feature, own)))
  const features = [
    ...Object.entries(classes).flatMap(([name, words]) => beside([`=${name}`, words])),
    ...Object.entries(shared).flatMap(beside),
    ...Object.entries(places).flatMap(([name, words]) => named(`@place-${name}`, words)),
  ]
  return text => {
    const folded = text.toLowerCase()
    const found = new Set<string>()
    for (const [word, feature] of features) if (folded.includes(word)) found.add(feature)
    return found
  }
}
