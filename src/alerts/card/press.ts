/** What a button does, as encoded in its custom_id: a verb and its subject. */
export interface Press {
  readonly verb: string
  readonly about: readonly string[]
}

/** The verb of buttons that page through an answer. */
export const PAGE = 'page'

/** Longest custom_id, in UTF-16 units (Discord's page "Component Reference"). */
export const CUSTOM_ID = 100

/** Buttons of other programs, or of a version that is gone, name no verb of ours. */
export function pressId(verb: string, ...about: readonly string[]): string {
  return [verb, ...about].join(':').slice(0, CUSTOM_ID)
}

export function readPress(customId: string): Press {
  const [verb = '', ...about] = customId.split(':')
  return { verb, about }
}
