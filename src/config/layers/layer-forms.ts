import type { Form } from './merge.ts'

const value: Form = { kind: 'value' }
const added: Form = { kind: 'added' }

/** Places by name; spellings are added to an existing place. */
const places: Form = {
  kind: 'entries',
  noun: 'place',
  by: 'place',
  needs: null,
  entry: { kind: 'block', keys: { also: added } },
}

/** How each file of `config/local` is laid over the shipped file of its name. */
export const FORMS = {
  settings: { kind: 'deep', lists: 'replaced' },
  feeds: {
    kind: 'block',
    keys: {
      feeds: { kind: 'entries', noun: 'feed', by: 'id', needs: 'url', entry: { kind: 'deep', lists: 'replaced' } },
    },
    remove: { key: 'remove', of: 'feeds' },
  },
  terms: {
    kind: 'block',
    keys: {
      lists: {
        kind: 'named',
        noun: 'list',
        needs: 'about',
        entry: {
          kind: 'block',
          keys: {
            includes: added,
            except: added,
            terms: {
              kind: 'entries',
              noun: 'term',
              by: 'term',
              needs: null,
              entry: { kind: 'block', keys: { also: added, except: added, 'counts-for': added } },
            },
          },
          remove: { key: 'remove', of: 'terms' },
        },
      },
    },
  },
  rules: {
    kind: 'block',
    keys: {
      unless: { kind: 'deep', lists: 'replaced' },
      rules: { kind: 'entries', noun: 'rule', by: 'name', needs: null, entry: value },
      // The first that holds decides, so a later layer's come first.
      types: { kind: 'before' },
    },
    remove: { key: 'disable', of: 'rules' },
  },
  people: {
    kind: 'block',
    keys: {
      people: {
        kind: 'entries',
        noun: 'person',
        by: 'name',
        needs: 'side',
        entry: { kind: 'block', keys: { also: added, offices: { kind: 'deep', lists: 'replaced' } } },
      },
    },
    remove: { key: 'remove', of: 'people' },
  },
  sides: {
    kind: 'block',
    keys: {
      sides: {
        kind: 'entries',
        noun: 'side',
        by: 'side',
        needs: 'label',
        entry: { kind: 'block', keys: { words: added } },
      },
      others: added,
      // The first that fits decides, so a later layer's come first.
      shapes: { kind: 'before' },
      leaders: { kind: 'entries', noun: 'leader', by: 'name', needs: 'means', entry: { kind: 'deep', lists: 'added' } },
      'no-names': added,
      institutes: added,
    },
  },
  places: {
    kind: 'block',
    keys: {
      capitals: places,
      seats: places,
      cities: places,
      sites: places,
      regions: added,
      bureaus: added,
      clocks: { kind: 'deep', lists: 'replaced' },
      implied: added,
      nations: added,
      bodies: added,
      untelling: added,
    },
  },
  events: { kind: 'deep', lists: 'added' },
  stories: {
    kind: 'block',
    keys: {
      classes: { kind: 'deep', lists: 'added' },
      shared: { kind: 'deep', lists: 'added' },
      places: { kind: 'deep', lists: 'added' },
      common: added,
      origins: {
        kind: 'entries',
        noun: 'origin',
        by: 'name',
        needs: null,
        entry: { kind: 'block', keys: { also: added, state: { kind: 'deep', lists: 'added' } } },
      },
    },
    remove: { key: 'remove', of: 'origins' },
  },
  weights: {
    kind: 'block',
    keys: {
      levels: { kind: 'deep', lists: 'replaced' },
      weights: {
        kind: 'entries',
        noun: 'weight',
        by: 'name',
        needs: 'when',
        entry: { kind: 'deep', lists: 'replaced' },
      },
    },
    remove: { key: 'remove', of: 'weights' },
  },
  demo: { kind: 'deep', lists: 'added' },
} as const satisfies Readonly<Record<string, Form>>

/** A file of the configuration by its name without ".yaml". */
export type Part = keyof typeof FORMS
