import { stem } from './stem.ts'

/**
 * Classes of words that say what happened: a report that says "scraps" and one that says "calls off" tell one event.
 * Phrases of two words stand with a space; words are compared by their stem.
 */
const CLASSES: Readonly<Record<string, string>> = {
  cancel:
    'cancel, call off, called off, scrap, scuttle, pull out, pulled out, nix, axe, cancellation, abandon, ditch, ' +
    'back out',
  revive:
    'reinstate, revive, revival, back on, on again, salvage, resurrect, rescue, restore, still possible, ' +
    'still happen, could happen, may happen, might happen, still on, go ahead, may still, could still, ' +
    'might still, still chance, still could, still may, still might, will happen, talking again, renewed prospect, ' +
    'reconsider, resume, resumption, restart, reopen, on track, keep alive, hopes alive, talks continue',
  willing:
    'willing, willingness, regret, ready to, open to, openness, eager, prepared to, any time, anytime, still open, ' +
    'still willing, conciliatory, readiness, happy to',
  reply: 'reply, respond, response, react, reaction, answer, retort',
  hopeful: 'optimistic, optimism, hopeful, upbeat, confident, progress, productive, breakthrough',
  doubtful: 'doubt, skeptical, sceptical, skepticism, pessimistic, unlikely, wary, caution, cautious',
  committed: 'commit, recommit, commitment, pledge, promise, reaffirm, vow, dedication, determined, resolve',
  invite: 'invite, invitation',
  denuclearise:
    'denuclearise, denuclearize, denuclearisation, denuclearization, disarm, disarmament, give up, gives up',
  sanction: 'sanction, embargo, blacklist',
  drill: 'drill, exercise, war games, manoeuvre, maneuver',
  missile: 'missile, rocket, projectile, icbm, ballistic',
  envoy: 'envoy, delegate, delegation, negotiator, emissary, diplomat, top official, senior official',
  journalist: 'journalist, reporter, correspondent, press corps',
  insult: 'insult, mock, ridicule, taunt, slur, sneer',
  demolish:
    'demolish, demolition, destroy, destruction, blow up, blew up, blown up, dismantle, dismantlement, explosion, ' +
    'explode, blast, raze, tear down, dispose',
  close: 'close, shut, shut down, shutdown, shutter, closure',
  threaten: 'threaten, threat, warn, warning, menace',
  criticise: 'slam, criticize, criticise, criticism, condemn, denounce, rip, lash out, rebuke, decry, hit out',
  launch: 'launch, fire, test-fire, shoot, lift off',
  meet: 'meet, met, meeting, talks, huddle, sit down',
  agree: 'agree, agreement, deal, accord, pact',
  refuse: 'refuse, reject, rejection, rebuff, turn down, spurn, deny, denial, decline',
  resign: 'resign, resignation, step down, stepping down, quit, oust, ouster, depart, departure',
  dismiss: 'fire, sack, dismiss, remove, removal',
  arrest: 'arrest, detain, detention, custody, jail',
  release: 'freed, freeing, set free, release',
  breakdown:
    'break off, broke off, broken off, break down, breakdown, collapse, fall apart, fall through, fell through, ' +
    'walk out, no deal, without deal, without agreement, end early, cut short',
  sign: 'sign, signs, signing, signature, ink',
  begin: 'begin, began, start, kick off, get underway, under way, underway, commence',
  conclude: 'conclude, conclusion, wrap up, ended',
  prepare: 'prepare, preparation, set to, poised to, gear up, plans to',
  urge: 'urge, call on, call for, demand, press, insist, ask',
  offer: 'offer, propose, proposal, suggest',
  support: 'back, endorse, endorsement, support',
  withdraw: 'withdraw, withdrawal, exit, leave',
  deploy: 'deploy, deployment, send, sent, dispatch',
  expel: 'expel, expulsion, deport, kick out',
  repatriate: 'repatriate, repatriation, return, hand over',
  credit: 'credit, kudos',
  relationship: 'relationship, rapport, friendship',
  extend: 'extend, extension, prolong, renew, renewal',
  hack: 'hack, hacker, cyberattack, cyber',
  handshake: 'handshake, shake hands, shakes hands, shook hands',
  tweet: 'tweet, twitter',
  build: 'build, construction, upgrade, expand, expansion',
  kill: 'kill, dead, die, death, slay, fatal',
  injure: 'injure, wound, hurt, injury',
  sue: 'sue, lawsuit, suit',
  accuse: 'accuse, allege, allegation, accusation',
  charge: 'indict, indictment, charge',
  approve: 'approve, approval, pass, passage, clear, okay',
  block: 'block, halt, stop, freeze, suspend, suspension, bar',
  delay: 'delay, postpone, put off, hold off, defer, hold back, pull back',
  rise: 'rise, rose, climb, jump, surge, soar, gain, spike, up, increase, higher',
  fall: 'fall, fell, drop, slip, slide, sink, tumble, plunge, decline, dip, retreat, lower, slump',
  buy: 'buy, acquire, acquisition, purchase, takeover, bought',
  sell: 'sell, sale, sold',
  merge: 'merge, merger, combine',
  bankrupt: 'bankrupt, bankruptcy, chapter 11, insolvency',
  announce: 'announce, unveil, reveal, announcement, introduce, debut',
  nominate: 'nominate, nomination, nominee, pick, appoint, name',
  win: 'win, won, victory, triumph, prevail',
  lose: 'lose, lost, loss, defeat',
  praise: 'praise, hail, laud, applaud, welcome',
  apologise: 'apologize, apologise, apology, sorry',
  nuclear: 'nuke, nuclear, atomic',
  arrive: 'arrive, arrival, land',
  travel: 'head, heads, headed, travel, trip, visit, en route, on way, way to, leaves for, off to',
  impose: 'impose, slap, levy',
  lift: 'lift, ease, relax',
  letter: 'letter, writes, wrote',
  ruling: 'rule, ruling, verdict, decision',
  shooting: 'shooting, gunman, shooter',
  vote: 'vote, ballot',
  prisoner: 'prisoner, detainee, hostage, captive',
  satellite: 'satellite, imagery',
  site: 'site, facility, complex',
  troops: 'military, army, troop, soldier, forces',
  expert: 'expert, analyst, specialist, scholar',
  chance: 'chance, prospect, odds, likelihood',
  show: 'show, demonstrate, signal, indicate',
  food: 'food, burger, hamburger, restaurant, meal',
}

const { single, pair } = compile()

/** The class of a stem as a feature, "=cancel"; null: the word names no event. */
export function eventOfWord(stemmed: string): string | null {
  return single.get(stemmed) ?? null
}

/** The class of two folded words that follow each other: "called off". */
export function eventOfPair(first: string, second: string): string | null {
  return pair.get(`${stem(first)} ${second}`) ?? null
}

function compile(): { readonly single: ReadonlyMap<string, string>; readonly pair: ReadonlyMap<string, string> } {
  const single = new Map<string, string>()
  const pair = new Map<string, string>()
  for (const [name, words] of Object.entries(CLASSES)) {
    for (const word of words.split(', ')) {
      const [first = '', second] = word.split(' ')
      if (second !== undefined) pair.set(`${stem(first)} ${second}`, `=${name}`)
      else if (!single.has(stem(word))) single.set(stem(word), `=${name}`)
    }
  }
  return { single, pair }
}
