import type { Edit } from '../../desk/amendment.ts'
import { choicesFor, say } from '../../desk/answers/reply.ts'
import { nearest } from '../../text/nearest.ts'
import type { Amending } from '../amend/amending.ts'
import { amend, amends, typedOf } from './desk-amend.ts'
import type { Complete } from './desk-answer.ts'

/** `/term add`. */
export const addTerm = amends(async (ask, answers, amending) => {
  const edit = await termEdit(typedOf(ask, 'list'), typedOf(ask, 'term'), false, amending)
  return typeof edit === 'string' ? say(edit) : amend(edit, ask, answers, amending)
})

/** `/term remove`. */
export const removeTerm = amends(async (ask, answers, amending) => {
  const edit = await termEdit(typedOf(ask, 'list'), typedOf(ask, 'term'), true, amending)
  return typeof edit === 'string' ? say(edit) : amend(edit, ask, answers, amending)
})

/** The edit of a term list. @returns a sentence if there is nothing to change */
export async function termEdit(
  list: string,
  term: string,
  removes: boolean,
  amending: Amending,
): Promise<Edit | string> {
  const { lists } = amending.config.terms
  if (!lists.includes(list)) {
    const near = nearest(list, lists)
    return `There is no such list in terms.yaml${near === null ? '' : `: is it \`${near}\`?`} Choose one that is offered.`
  }
  const there = (await amending.named('texts')).terms.get(list) ?? []
  if (!removes) {
    if (there.includes(term)) return 'That term is already in the list.'
    return { what: 'term-added', list, term }
  }
  if (!there.includes(term))
    return 'No such term is in the list itself. Other names of a term, and people of people.yaml, are changed in the files.'
  const inFiles = (await amending.named('files')).terms.get(list)?.includes(term) === true
  return { what: 'term-removed', list, term, inFiles }
}

export const completeList: Complete = async (typed, { bot }) =>
  choicesFor(
    typed,
    bot.world.decisions().lists.map(name => ({ name, value: name })),
  )

/** Terms of the list that was chosen first. */
export const completeTerm: Complete = async (typed, { amending }, { list }) => {
  if (amending === null || typeof list !== 'string') return []
  const { terms } = await amending.named('texts')
  return choicesFor(
    typed,
    (terms.get(list) ?? []).map(name => ({ name, value: name })),
  )
}
