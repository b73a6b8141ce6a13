import { ENGLISH } from './en/english.ts'
import { JAPANESE } from './ja/japanese.ts'
import { KOREAN } from './ko/korean.ts'
import type { Language, Phrases } from './language.ts'
import { CHINESE } from './zh/chinese.ts'

/** Every language that has a folder here. */
const KNOWN = [ENGLISH, KOREAN, JAPANESE, CHINESE] as const

export type LanguageCode = (typeof KNOWN)[number]['code']

export const LANGUAGES: readonly Language<LanguageCode>[] = KNOWN

/** A value for each language. */
export function inEachLanguage<T>(value: (language: Language<LanguageCode>) => T): Record<LanguageCode, T> {
  return Object.fromEntries(LANGUAGES.map(language => [language.code, value(language)])) as Record<LanguageCode, T>
}

/** @param code BCP 47 primary language @returns null if the language has no folder */
export function languageOf(code: string): Language | null {
  return LANGUAGES.find(language => language.code === code) ?? null
}

/** Finds what a phrase says in any language. */
export function phrase(name: keyof Phrases, flags: string): RegExp {
  return new RegExp(phrasesOf(name).join('|'), flags)
}

/** A phrase in each language that has it. */
export function phrasesOf(name: keyof Phrases): readonly string[] {
  return LANGUAGES.flatMap(({ phrases }) => phrases[name] ?? [])
}
