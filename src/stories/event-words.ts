import { stem } from './stem.ts'

/**
 * Classes of words that say what happened: a report that says "scraps" and one that says "calls off" tell one event.
 * Phrases of two words stand with a space; words are compared by their stem.
 */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  cancel: ['cancel', 'call off', 'called off', 'calls off', 'calling off', 'scrap', 'scuttle', 'pull out', 'pulls out', 'pulled out', 'pulling out', 'nix', 'axe', 'cancellation', 'abandon', 'ditch', 'back out', 'backs out'],
  revive: [
    'reinstate', 'revive', 'revival', 'back on', 'on again', 'salvage', 'resurrect', 'rescue', 'restore', 'still possible', 'still happen',
    'could happen', 'may happen', 'might happen', 'still on', 'go ahead', 'goes ahead', 'may still', 'could still', 'might still', 'still chance',
    'still could', 'still may', 'still might', 'will happen', 'talking again', 'renewed prospect', 'back together', 'reconsider', 'resume',
    'resumption', 'restart', 'reopen', 'on track', 'keep alive', 'hopes alive', 'talks continue', 'could even', 'salvage',
  ],
  willing: [
    'willing', 'willingness', 'ready to', 'open to', 'openness', 'eager', 'prepared to', 'any time', 'anytime', 'still open', 'still willing',
    'regret', 'regrets', 'measured', 'conciliatory', 'readiness', 'happy to', 'hopes to',
  ],
  reply: ['reply', 'respond', 'response', 'react', 'reaction', 'answer', 'retort'],
  hopeful: ['optimistic', 'optimism', 'hopeful', 'upbeat', 'confident', 'progress', 'productive', 'breakthrough'],
  doubtful: ['doubt', 'skeptical', 'sceptical', 'skepticism', 'pessimistic', 'unlikely', 'wary', 'caution', 'cautious'],
  committed: ['commit', 'recommit', 'commitment', 'pledge', 'promise', 'reaffirm', 'vow', 'dedication', 'determined', 'resolve'],
  invite: ['invite', 'invitation'],
  denuclearise: ['denuclearise', 'denuclearize', 'denuclearisation', 'denuclearization', 'disarm', 'disarmament', 'give up', 'gives up'],
  sanction: ['sanction', 'embargo', 'blacklist'],
  drill: ['drill', 'exercise', 'war games', 'manoeuvre', 'maneuver'],
  missile: ['missile', 'rocket', 'projectile', 'icbm', 'ballistic'],
  envoy: ['envoy', 'delegate', 'delegation', 'negotiator', 'emissary', 'diplomat', 'top official', 'senior official', 'spy chief', 'right-hand'],
  journalist: ['journalist', 'reporter', 'correspondent', 'press corps'],
  insult: ['insult', 'dummy', 'ignorant', 'stupid', 'dotard', 'mock', 'ridicule', 'taunt'],
  demolish: ['demolish', 'demolition', 'destroy', 'destruction', 'blow up', 'blows up', 'blew up', 'blown up', 'blowing up', 'dismantle', 'dismantlement', 'collapse', 'explosion', 'explode', 'blast', 'raze', 'tear down', 'tears down'],
  close: ['close', 'shut', 'shuts down', 'shut down', 'shutdown', 'shutter', 'closure'],
  threaten: ['threaten', 'threat', 'warn', 'warning', 'menace', 'showdown', 'sabotage'],
  criticise: ['slam', 'criticize', 'criticise', 'criticism', 'condemn', 'denounce', 'attack', 'rip', 'blast', 'lash out', 'lashes out', 'rebuke', 'decry', 'rail', 'hit out', 'hits out'],
  launch: ['launch', 'fire', 'test-fire', 'shoot', 'lift off'],
  meet: ['meet', 'met', 'meeting', 'talks', 'huddle', 'sit down'],
  agree: ['agree', 'agreement', 'deal', 'accord', 'pact'],
  refuse: ['refuse', 'reject', 'rejection', 'rebuff', 'turn down', 'turns down', 'turned down', 'spurn', 'deny', 'denial', 'decline'],
  resign: ['resign', 'resignation', 'step down', 'steps down', 'stepping down', 'quit', 'oust', 'ouster', 'depart', 'departure'],
  dismiss: ['fire', 'sack', 'dismiss', 'remove', 'removal'],
  arrest: ['arrest', 'detain', 'detention', 'custody', 'jail'],
  release: ['release', 'free', 'freed'],
  kill: ['kill', 'dead', 'die', 'death', 'slay', 'fatal'],
  injure: ['injure', 'wound', 'hurt', 'injury'],
  sue: ['sue', 'lawsuit', 'suit'],
  accuse: ['accuse', 'allege', 'allegation', 'accusation'],
  charge: ['indict', 'indictment', 'charge'],
  approve: ['approve', 'approval', 'pass', 'passage', 'clear', 'okay'],
  block: ['block', 'halt', 'stop', 'freeze', 'suspend', 'suspension', 'bar'],
  delay: ['delay', 'postpone', 'put off', 'puts off', 'hold off', 'holds off', 'defer', 'holds back', 'hold back', 'pulls back', 'pull back'],
  rise: ['rise', 'rose', 'climb', 'jump', 'surge', 'soar', 'gain', 'spike', 'up', 'increase', 'higher'],
  fall: ['fall', 'fell', 'drop', 'slip', 'slide', 'sink', 'tumble', 'plunge', 'decline', 'dip', 'retreat', 'lower', 'slump'],
  buy: ['buy', 'acquire', 'acquisition', 'purchase', 'takeover', 'bought'],
  sell: ['sell', 'sale', 'sold'],
  merge: ['merge', 'merger', 'combine'],
  bankrupt: ['bankrupt', 'bankruptcy', 'chapter 11', 'insolvency'],
  announce: ['announce', 'unveil', 'reveal', 'announcement', 'introduce', 'debut'],
  nominate: ['nominate', 'nomination', 'nominee', 'pick', 'appoint', 'name'],
  win: ['win', 'won', 'victory', 'triumph', 'prevail'],
  lose: ['lose', 'lost', 'loss', 'defeat'],
  praise: ['praise', 'hail', 'laud', 'applaud', 'welcome'],
  apologise: ['apologize', 'apologise', 'apology', 'sorry'],
  nuclear: ['nuke', 'nuclear', 'atomic'],
  hamburger: ['burger', 'hamburger'],
  arrive: ['arrive', 'arrival', 'land'],
  travel: ['head', 'heads', 'headed', 'travel', 'trip', 'visit', 'en route', 'on way', 'way to', 'leaves for', 'off to'],
  impose: ['impose', 'slap', 'levy'],
  lift: ['lift', 'ease', 'relax'],
  letter: ['letter', 'writes', 'wrote'],
  ruling: ['rule', 'ruling', 'verdict', 'decision'],
  shooting: ['shooting', 'gunman', 'shooter'],
  vote: ['vote', 'ballot'],
  prisoner: ['prisoner', 'detainee', 'hostage', 'captive'],
  satellite: ['satellite', 'imagery'],
}

/** Developments that undo each other: a report of one does not belong under the headline of the other. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['cancel', 'revive'],
  ['agree', 'refuse'],
  ['arrest', 'release'],
  ['impose', 'lift'],
  ['rise', 'fall'],
]

const { single, pair } = compile()

/** The class of a stem as a feature, "=cancel"; null: the word names no event. */
export function eventOfWord(stemmed: string): string | null {
  return single.get(stemmed) ?? null
}

/** The class of two folded words that follow each other. */
export function eventOfPair(first: string, second: string): string | null {
  return pair.get(`${first} ${second}`) ?? null
}

/** Pairs of features of which one undoes the other, both ways round. */
export const OPPOSITE_FEATURES: readonly (readonly [string, string])[] = OPPOSITES.flatMap(([a, b]) => [
  [`=${a}`, `=${b}`] as const,
  [`=${b}`, `=${a}`] as const,
])

function compile(): { readonly single: ReadonlyMap<string, string>; readonly pair: ReadonlyMap<string, string> } {
  const single = new Map<string, string>()
  const pair = new Map<string, string>()
  for (const [name, words] of Object.entries(CLASSES)) {
    for (const word of words) {
      if (word.includes(' ')) pair.set(word, `=${name}`)
      else if (!single.has(stem(word))) single.set(stem(word), `=${name}`)
    }
  }
  return { single, pair }
}
