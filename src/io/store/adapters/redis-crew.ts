import { answerKey, type Crew, type Sign } from './crew.ts'
import { LEASE_MS } from './lease.ts'

/** A hash of signs: each with its expiry by the server's clock, and its text. */
const SIGNS = 'lease/signs'
/** A list of ids, and the counter for new ones. */
const QUEUE = 'lease/answers'
const COUNT = 'lease/answer-count'

/**
 * KEYS: signs. ARGV: a name and its text; both empty to read only. Returns names and texts of live signs, alternating.
 * A script that reads the clock may write since Redis 5, which replicates its effects.
 */
const SIGN = `local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
if ARGV[1] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now + ${LEASE_MS}) .. ' ' .. ARGV[2])
end
local lasting = {}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local ends, text = string.match(all[i + 1], '^(%d+) (.*)$')
  if ends and tonumber(ends) >= now then
    lasting[#lasting + 1] = all[i]
    lasting[#lasting + 1] = text
  elseif ARGV[1] ~= '' then redis.call('HDEL', KEYS[1], all[i]) end
end
return lasting`
const LEAVE = `return redis.call('HDEL', KEYS[1], ARGV[1])`
/** KEYS: queue, counter, prefix of answers' keys. ARGV: feed, text. */
const HAND = `local id = redis.call('INCR', KEYS[2]) .. '/' .. ARGV[1]
redis.call('SET', KEYS[3] .. id, ARGV[2])
redis.call('RPUSH', KEYS[1], id)
return id`
const WAITING = `return redis.call('LRANGE', KEYS[1], 0, -1)`
/** KEYS: lease, queue, prefix of answers' keys, then ids in place of keys. ARGV: token, or '' if the lease was never held. */
const DROP = `if ARGV[1] ~= '' and redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local from = #KEYS[3] + 1
for i = 4, #KEYS do
  redis.call('UNLINK', KEYS[i])
  redis.call('LREM', KEYS[2], 1, string.sub(KEYS[i], from))
end
return 1`

/** Runs a script with keys of the store. */
type Run = (script: string, keys: readonly string[], values: readonly string[]) => Promise<unknown>

/** Signs of life in a hash, the queue as a list of ids; the answers are ordinary records. */
export class RedisCrew implements Crew {
  readonly #run: Run
  readonly #runFenced: (script: string, keys: readonly string[]) => Promise<void>

  /** @param runFenced adds the lease's key before the others, and its token; throws if the lease was lost */
  constructor(run: Run, runFenced: (script: string, keys: readonly string[]) => Promise<void>) {
    this.#run = run
    this.#runFenced = runFenced
  }

  async sign(name: string, text: string): Promise<readonly Sign[]> {
    const found = textsOf(await this.#run(SIGN, [SIGNS], [name, text]))
    return found.flatMap((one, at) => (at % 2 === 0 ? [{ name: one, text: found[at + 1] ?? '' }] : []))
  }

  signs(): Promise<readonly Sign[]> {
    return this.sign('', '')
  }

  async leave(name: string): Promise<void> {
    await this.#run(LEAVE, [SIGNS], [name])
  }

  async hand(feedId: string, text: string): Promise<void> {
    await this.#run(HAND, [QUEUE, COUNT, answerKey('')], [feedId, text])
  }

  async waiting(): Promise<readonly string[]> {
    return textsOf(await this.#run(WAITING, [QUEUE], []))
  }

  async drop(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#runFenced(DROP, [QUEUE, answerKey(''), ...ids.map(answerKey)])
  }
}

function textsOf(answer: unknown): readonly string[] {
  return Array.isArray(answer) ? answer.map(String) : []
}
