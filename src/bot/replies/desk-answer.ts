/** Makes the answer to each command and button of the desk. */

import type { Choice, Reply } from '../../desk/answers/reply.ts'
import type { Ask, Options } from '../../desk/ask.ts'
import type { Amending } from '../amend/amending.ts'
import type { Bot } from '../bot.ts'
import type { Homes } from './desk-home.ts'

/** What answers need. */
export interface Answers {
  readonly bot: Bot
  /** Changes the configuration; null: it cannot be changed from Discord. */
  readonly amending: Amending | null
  /** Servers to which the bot posts, by the settings in force. */
  readonly homes: Homes
  /** Serialises work that reads from the store and writes back a change. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

/** Makes one answer. @throws StoreError if the store does not answer: it is made again later */
export type Answer = (ask: Ask, answers: Answers) => Promise<Reply>

/** Completions of what is typed. @param options the options given so far */
export type Complete = (typed: string, answers: Answers, options: Options) => Promise<readonly Choice[]>
