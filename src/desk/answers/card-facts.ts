import type { Delivery } from '../../alerts/delivery.ts'
import type { ToldStory } from '../../alerts/told-story.ts'
import type { Coming, Report, Source } from '../../briefs/brief.ts'
import { clip } from '../../text/clip.ts'
import { renderDay } from '../../text/time/day.ts'

/** Longest quoted sentence, in UTF-16 units. */
const SHOWN = 200

/**
 * The facts of a message's card, each with the report and sentence that it comes from. Cards posted before sources were stored have none.
 */
export function factLines({ action, card }: Delivery, story: ToldStory): readonly string[] {
  // A reply is about its own report only.
  const reports = action.kind === 'reply' ? story.reports.filter(one => one.title === card.title) : story.reports
  const { people, where, coming, whereSources } = card.brief
  const facts: readonly (readonly [fact: string, source: Source | undefined])[] = [
    ...where.map((place, index) => [`where: ${place}`, whereSources?.[index]] as const),
    ...coming.map(event => [`coming: ${whenOf(event)} ${event.what}`, event.source] as const),
    ...people.map(
      ({ name, side, role, source }) =>
        [`who: ${name} (${role === null ? side : `${side}, ${role}`})`, source] as const,
    ),
  ]
  return facts.map(([fact, source]) => `  ${fact}${source === undefined ? '' : from(source, reports)}`)
}

function whenOf({ date, time, at }: Coming): string {
  return time === 'instant' ? new Date(at).toISOString().replace(':00.000Z', 'Z') : renderDay(date, 0)
}

function from(source: Source, reports: readonly Report[]): string {
  const report = reports[source.report]
  const sentence = report?.[source.part].slice(source.start, source.end).replace(/\s+/g, ' ').trim()
  if (report === undefined || sentence === undefined || sentence === '') return ''
  const place = source.part === 'title' ? 'headline' : `text ${source.start}–${source.end}`
  return `\n      ${report.outlet}, ${place}: ${clip(sentence, SHOWN)}`
}
