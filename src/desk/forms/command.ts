import { localised, type Words } from './words.ts'

/** Discord's numbers for types of options (Discord's page "Application Commands", option types). */
const TYPES = { text: 3, whole: 4, yes: 5 } as const

export interface Option {
  readonly name: Words
  readonly says: Words
  readonly type: keyof typeof TYPES
  readonly required?: true
  /** Whether completions are offered while it is typed. */
  readonly completes?: true
  readonly min?: number
  readonly max?: number
  /** Longest text, in UTF-16 units. */
  readonly longest?: number
  readonly choices?: readonly { readonly name: string; readonly value: string }[]
}

/** A command as people see it. The program knows it by its English name. */
export interface CommandForm {
  readonly name: Words
  readonly says: Words
  readonly options: readonly Option[]
  /** Whether it changes what is posted. */
  readonly changes?: true
}

/** Commands under one name: "feed add", "feed list". */
export interface CommandGroup {
  readonly name: Words
  readonly says: Words
  readonly commands: readonly CommandForm[]
}

/** Option of every command: shares the answer, which otherwise only the asker sees. */
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

/** A slash command (type 1), only in servers where the bot is a member (context 0, integration type 0). */
function typedCommand<Inner>(called: Called, options: readonly Inner[]) {
  return { type: 1, ...named(called), contexts: [0], integration_types: [0], options }
}

type Called = Pick<CommandForm, 'name' | 'says'>

function named({ name, says }: Called) {
  return { ...localised('name', name), ...localised('description', says) }
}

/** A command in a message's menu, which has no description. */
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
