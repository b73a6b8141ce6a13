import type { Ask } from '../desk/ask.ts'
import type { Choice, Reply } from '../desk/reply.ts'
import type { Bot } from './bot.ts'

/** What answers are made from. */
export interface Answers {
  readonly bot: Bot
}

/** Makes one answer. @throws StoreError where the memory does not answer: it is made again later */
export type Answer = (ask: Ask, answers: Answers) => Promise<Reply>

/** Words that complete what is typed. */
export type Complete = (typed: string, answers: Answers) => Promise<readonly Choice[]>
