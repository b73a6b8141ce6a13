/** What a button does, as its custom_id says it: a verb and what it is about. */
export interface Press {
  readonly verb: string
  readonly about: readonly string[]
}

/** The verb of buttons that turn the pages of an answer. */
export const PAGE = 'page'

/** UTF-16 units of a custom_id (Discord's page "Component Reference"). */
export const CUSTOM_ID = 100

/** Buttons of other programs, or of a version that is gone, name no verb of ours. */
export function pressId(verb: string, ...about: readonly string[]): string {
  return [verb, ...about].join(':').slice(0, CUSTOM_ID)
}

export function readPress(customId: string): Press {
  const [verb = '', ...about] = customId.split(':')
  return { verb, about }
}
