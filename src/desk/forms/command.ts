import { localised, type Words } from './words.ts'

/** A kind of option, by Discord's number for it (Discord's page "Application Commands", option types). */
const TYPES = { text: 3, whole: 4, yes: 5 } as const

export interface Option {
  readonly name: Words
  readonly says: Words
  readonly type: keyof typeof TYPES
  readonly required?: true
  /** Whether words are offered while it is typed. */
  readonly completes?: true
  readonly min?: number
  readonly max?: number
  /** UTF-16 units of a text. */
  readonly longest?: number
  readonly choices?: readonly { readonly name: string; readonly value: string }[]
}

/** A command as people see it. The English name is the one that the program knows. */
export interface CommandForm {
  readonly name: Words
  readonly says: Words
  readonly options: readonly Option[]
  /** Whether it changes what people are told. */
  readonly changes?: true
}

/** Commands under one name: "feed add", "feed list". */
export interface CommandGroup {
  readonly name: Words
  readonly says: Words
  readonly commands: readonly CommandForm[]
}

/** Every answer may be shared: without it only who asks sees it. */
export const SHARE: Option = {
  name: { en: 'share', ko: '공유', ja: '共有' },
  says: {
    en: 'Show the answer to everyone here',
    ko: '이 채널의 모든 사람에게 답을 보이기',
    ja: '回答をこのチャンネルの全員に表示',
  },
  type: 'yes',
}

/** The command in Discord's form. */
export function rawCommand({ name, says, options }: CommandForm) {
  return typedCommand({ name, says }, options.map(rawOption))
}

/** The group in Discord's form: each of its commands is an option of the kind "subcommand" (1). */
export function rawGroup({ name, says, commands }: CommandGroup) {
  const inner = commands.map(one => ({ type: 1, ...named(one), options: one.options.map(rawOption) }))
  return typedCommand({ name, says }, inner)
}

/** A command that is typed (1), for servers only, where a bot is a member (contexts 0, integration type 0). */
function typedCommand<Inner>(called: Called, options: readonly Inner[]) {
  return { type: 1, ...named(called), contexts: [0], integration_types: [0], options }
}

type Called = Pick<CommandForm, 'name' | 'says'>

function named({ name, says }: Called) {
  return { ...localised('name', name), ...localised('description', says) }
}

/** A command in the menu of a message: it has no description. */
export function rawMessageCommand(name: Words) {
  return { type: 3, ...localised('name', name), contexts: [0], integration_types: [0] }
}

function rawOption({ name, says, type, required, completes, min, max, longest, choices }: Option) {
  return {
    type: TYPES[type],
    ...named({ name, says }),
    required: required === true,
    ...(completes === undefined ? {} : { autocomplete: true }),
    ...(min === undefined ? {} : { min_value: min }),
    ...(max === undefined ? {} : { max_value: max }),
    ...(longest === undefined ? {} : { max_length: longest }),
    ...(choices === undefined ? {} : { choices }),
  }
}
