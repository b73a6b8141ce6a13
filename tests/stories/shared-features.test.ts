import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharedFinder } from '../../src/stories/alike/shared-features.ts'

const find = sharedFinder({
  classes: { cancel: { en: ['cancel'], ko: ['취소'], es: ['cancela', 'anula'] } },
  shared: { test: { ja: ['実験'], es: ['prueba'] } },
  places: { oslo: ['oslo', '오슬로'] },
})

const ROWS: readonly (readonly [what: string, text: string, features: readonly string[]])[] = [
  ['Korean words are found inside of words', '정상회담취소', ['=cancel']],
  ['words in Latin letters begin a word', 'Trump Cancela la cumbre', ['=cancel']],
  ['with any ending', 'La cumbre fue cancelada', ['=cancel']],
  ['and are not found inside of one', 'Granular data, a manulan reprueba', []],
  ['nor are they missed after a word that holds them', 'Manula: anula', ['=cancel']],
  ['English ones are left to their stems', 'Trump cancels', []],
  ['places in every spelling', 'En Oslo, 오슬로', ['@place-oslo']],
  ['words that are shared', '核実験', ['test']],
]

for (const [what, text, features] of ROWS)
  test(`features that are shared between languages: ${what}`, () => assert.deepEqual([...find(text)], features))
