/** Makes the answer to each command and button of the desk. */

import type { Choice, Reply } from '../../desk/answers/reply.ts'
import type { Ask, Options } from '../../desk/ask.ts'
import type { Amending } from '../amend/amending.ts'
import type { Bot } from '../bot.ts'
import type { Homes } from './desk-home.ts'

/** What answers are made from. */
export interface Answers {
  readonly bot: Bot
  /** Changes the configuration; null: it cannot be changed from here. */
  readonly amending: Amending | null
  /** Servers that were found to be those to which the bot posts, by the settings that say so. */
  readonly homes: Homes
  /** For what reads something of the store and writes it changed: one after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

/** Makes one answer. @throws StoreError where the memory does not answer: it is made again later */
export type Answer = (ask: Ask, answers: Answers) => Promise<Reply>

/** Words that complete what is typed. @param options what is given already */
export type Complete = (typed: string, answers: Answers, options: Options) => Promise<readonly Choice[]>
