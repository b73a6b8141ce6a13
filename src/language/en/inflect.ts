/**
 * The forms of an English verb that a headline may use: base, third person, past, participle. A particle after the verb stays: "call off"
 * gives "calls off", "called off", "calling off". Both spellings of a doubled consonant are given.
 * @param verb base form, optionally with a particle
 * @param irregular other forms by base form, which replace the regular past
 */
export function inflect(verb: string, irregular: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const [head = '', ...rest] = verb.split(' ')
  const tail = rest.length > 0 ? ` ${rest.join(' ')}` : ''
  const special = irregular[head]
  const forms = new Set([head, third(head), `${special === undefined ? ing(head) : ingOf(head, special)}`])
  if (special === undefined) for (const past of pasts(head)) forms.add(past)
  else for (const form of special) forms.add(form)
  if (special === undefined && doubles(head)) forms.add(`${head}${head.at(-1)}ing`)
  return [...forms].map(form => `${form}${tail}`)
}

function third(verb: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`
}

function ing(verb: string): string {
  if (/ie$/.test(verb)) return `${verb.slice(0, -2)}ying`
  return /[^eo]e$/.test(verb) ? `${verb.slice(0, -1)}ing` : `${verb}ing`
}

function ingOf(verb: string, special: readonly string[]): string {
  return special.find(form => form.endsWith('ing')) ?? ing(verb)
}

function pasts(verb: string): readonly string[] {
  if (verb.endsWith('e')) return [`${verb}d`]
  if (/[^aeiou]y$/.test(verb)) return [`${verb.slice(0, -1)}ied`]
  return doubles(verb) ? [`${verb}ed`, `${verb}${verb.at(-1)}ed`] : [`${verb}ed`]
}

/** stop, ban, cancel, defer: a final consonant after a single vowel may be doubled. */
function doubles(verb: string): boolean {
  return /[^aeiou][aeiou][bdglmnprt]$/.test(verb)
}
