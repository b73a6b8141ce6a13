import { PAGE, readPress } from '../alerts/card/press.ts'

/** Who asks: a member of the server in which they ask. */
export interface Asker {
  /** Discord's id of the user. */
  readonly id: string
  /** As Discord shows it there: a stranger's text. */
  readonly name: string
  readonly roles: readonly string[]
  /** Whether Discord lets them manage the server. */
  readonly manages: boolean
}

/** A command's options by name, as the person gave them. */
export type Options = Readonly<Record<string, string | number | boolean>>

/** What is asked: a slash command, a command on a message, a button, what is chosen of a select, or the rest of a word that is being typed. */
export type Wanted =
  | { readonly kind: 'command'; readonly name: string; readonly options: Options }
  | { readonly kind: 'about-message'; readonly name: string; readonly messageId: string }
  | { readonly kind: 'button'; readonly press: string; readonly messageId: string }
  | { readonly kind: 'chosen'; readonly press: string; readonly values: readonly string[]; readonly messageId: string }
  | {
      readonly kind: 'complete'
      readonly name: string
      readonly option: string
      readonly typed: string
      readonly options: Options
    }

/** One interaction of Discord's, as data: it may be kept and answered by another process. */
export interface Ask {
  /** Discord's id of the interaction: the same ask met again has the same. */
  readonly id: string
  readonly applicationId: string
  /** Lets whoever has it answer this one interaction for 15 minutes: no log names it. */
  readonly token: string
  /** ms since 1970 by Discord's clock. */
  readonly at: number
  readonly guildId: string
  readonly channelId: string
  readonly who: Asker
  readonly wants: Wanted
}

/** How long an interaction's token is good, in ms (same page, 15 minutes). */
export const TOKEN_MS = 15 * 60_000

/** How an answer begins: as a message that its asker alone sees, as one for all, or by changing the answer below which a button stood. */
export type Beginning = 'private' | 'shared' | 'changes'

/** An answer is for its asker alone unless they share it; the button that turns a page changes the page. */
export function beginningOf({ wants }: Pick<Ask, 'wants'>): Beginning {
  if (wants.kind === 'button') return readPress(wants.press).verb === PAGE ? 'changes' : 'private'
  return wants.kind === 'command' && wants.options.share === true ? 'shared' : 'private'
}

/** What is asked, in words for a log. */
export function nameOfAsk({ wants }: Pick<Ask, 'wants'>): string {
  if (wants.kind === 'button' || wants.kind === 'chosen') return `${wants.kind} ${readPress(wants.press).verb}`
  return `${wants.kind} ${wants.name}`
}
