import type { z } from 'zod'
import { isPrivate } from '../feeds/private-host.ts'
import { doubtfulTerms } from '../rules/doubtful-terms.ts'
import type { Problem } from '../text/show/problem.ts'
import { demoSchema } from './schemas/demo-schema.ts'
import { eventsSchema } from './schemas/events-schema.ts'
import { feedsSchema } from './schemas/feeds-schema.ts'
import { peopleSchema } from './schemas/people-schema.ts'
import { placesSchema } from './schemas/places-schema.ts'
import { rulesSchema } from './schemas/rules-schema.ts'
import { settingsSchema, toSettings } from './schemas/settings-schema.ts'
import { sidesSchema } from './schemas/sides-schema.ts'
import { storiesSchema } from './schemas/stories-schema.ts'
import { termsSchema, toTerms } from './schemas/terms-schema.ts'
import { weightsSchema } from './schemas/weights-schema.ts'
import { foldProblems } from './yaml/fold-problems.ts'
import { firstProblems } from './yaml/most-problems.ts'
import { readYaml, type YamlRead } from './yaml/read-yaml.ts'

/** Files of one kind, such as terms.yaml and local/terms.yaml. */
interface Kinds {
  readonly settings: readonly YamlRead<z.output<typeof settingsSchema>>[]
  readonly feeds: readonly YamlRead<z.output<typeof feedsSchema>>[]
  readonly terms: readonly YamlRead<z.output<typeof termsSchema>>[]
  readonly rules: readonly YamlRead<z.output<typeof rulesSchema>>[]
  readonly people: readonly YamlRead<z.output<typeof peopleSchema>>[]
  readonly sides: readonly YamlRead<z.output<typeof sidesSchema>>[]
  readonly places: readonly YamlRead<z.output<typeof placesSchema>>[]
  readonly events: readonly YamlRead<z.output<typeof eventsSchema>>[]
  readonly stories: readonly YamlRead<z.output<typeof storiesSchema>>[]
  readonly weights: readonly YamlRead<z.output<typeof weightsSchema>>[]
  readonly demo: readonly YamlRead<z.output<typeof demoSchema>>[]
}

/**
 * What is valid but probably not meant, and no reason not to run: a list that nothing names, a feed that will not be polled.
 * @param files texts by file name, of a valid configuration
 * @param directory how problems name the place, such as "config"
 */
export function warningsOf(files: ReadonlyMap<string, string>, directory: string): readonly Problem[] {
  const kinds: Kinds = {
    settings: readAll(files, directory, 'settings.yaml', settingsSchema),
    feeds: readAll(files, directory, 'feeds.yaml', feedsSchema),
    terms: readAll(files, directory, 'terms.yaml', termsSchema),
    rules: readAll(files, directory, 'rules.yaml', rulesSchema),
    people: readAll(files, directory, 'people.yaml', peopleSchema),
    sides: readAll(files, directory, 'sides.yaml', sidesSchema),
    places: readAll(files, directory, 'places.yaml', placesSchema),
    events: readAll(files, directory, 'events.yaml', eventsSchema),
    stories: readAll(files, directory, 'stories.yaml', storiesSchema),
    weights: readAll(files, directory, 'weights.yaml', weightsSchema),
    demo: readAll(files, directory, 'demo.yaml', demoSchema),
  }
  const found = [
    ...Object.values(kinds).flatMap((reads: readonly YamlRead<unknown>[]) => reads.flatMap(read => read.warnings())),
    ...routes(kinds),
    ...privateFeeds(kinds),
    ...kinds.terms.flatMap(read =>
      doubtfulTerms(toTerms(read.value)).map(({ path, what, todo }) => read.problem(path, what, todo)),
    ),
    ...unnamedLists(kinds),
    ...bothRoles(kinds),
    ...unnamedExclusions(kinds),
  ]
  return firstProblems(foldProblems(found))
}

function readAll<S extends z.ZodType>(
  files: ReadonlyMap<string, string>,
  directory: string,
  name: string,
  schema: S,
): readonly YamlRead<z.output<S>>[] {
  return [...files].flatMap(([file, text]) => {
    if (file !== name && !file.endsWith(`/${name}`)) return []
    const read = readYaml(`${directory}/${file}`, text, schema)
    return read.kind === 'read' ? [read] : []
  })
}

/** Rules without route: go to "default"; if routes: does not list it, that is DISCORD_CHANNEL_ID's channel, which may not be meant. */
function routes({ settings, rules }: Kinds): readonly Problem[] {
  const named = new Set(Object.values(settings).flatMap(read => Object.keys(read.value.routes ?? {})))
  const used = new Set(rules.flatMap(read => read.value.rules.map(rule => rule.route ?? 'default')))
  for (const read of settings) if (read.value.digest !== undefined) used.add(read.value.digest.route ?? 'default')
  return settings.flatMap(read => {
    const own = Object.keys(read.value.routes ?? {})
    if (own.length === 0) return []
    const idle = own
      .filter(name => name !== 'default' && !used.has(name))
      .map(name =>
        read.keyProblem(
          ['routes'],
          name,
          `no rule names route "${name}"`,
          `write "route: ${name}" in a rule, or remove it`,
        ),
      )
    if (named.has('default') || !used.has('default')) return idle
    const what = 'routes has no "default", which is where rules without route: go'
    const todo = 'add default: {} for DISCORD_CHANNEL_ID or the webhook, or default: { channel: "…" }'
    return [...idle, read.keyProblem([], 'routes', what, todo)]
  })
}

function privateFeeds({ settings, feeds }: Kinds): readonly Problem[] {
  const allowed = settings.flatMap(read => toSettings(read.value).allowHosts)
  return feeds.flatMap(read =>
    read.value.feeds.flatMap((feed, index) => {
      const url = URL.parse(feed.url)
      if (feed.enabled === false || url === null || !isPrivate(url, allowed)) return []
      const what = `"${url.host}" is on a private network, which is not polled`
      const todo = `add "${url.host}" to fetch: allowHosts: in settings.yaml if it is yours`
      return [read.problem(['feeds', index, 'url'], what, todo)]
    }),
  )
}

function unnamedLists({ terms, rules, events, people, weights }: Kinds): readonly Problem[] {
  const inRules = rules.flatMap(({ value }) => [
    ...Object.values(value.unless ?? {}),
    ...value.rules.flatMap(rule => [rule.when ?? '', ...(rule.points ?? []).map(each => each.when)]),
    ...(value.types ?? []).map(each => each.when),
  ])
  const expressions = [
    ...inRules,
    ...weights.flatMap(({ value }) => [
      ...value.weights.map(weight => weight.when),
      ...Object.values(value.types ?? {}).flatMap(points => Object.keys(points ?? {})),
    ]),
  ]
  const named = new Set([
    ...expressions.flatMap(text => [...text.matchAll(/@([a-z0-9-]+)/g)].map(match => match[1] ?? '')),
    ...events.flatMap(({ value }) => [
      ...value.speakers,
      ...Object.values(value.sides).flatMap(side => side.lists ?? []),
    ]),
    ...people.flatMap(({ value }) => value.people.flatMap(person => person.lists ?? [])),
    ...terms.flatMap(({ value }) =>
      Object.entries(value.lists).flatMap(([name, list]) => (list.people === undefined ? [] : [name])),
    ),
  ])
  // A list that a used list includes is in use too.
  const lists = terms.flatMap(({ value }) => Object.entries(value.lists))
  for (const name of named)
    for (const [own, list] of lists) if (own === name) for (const each of list.includes ?? []) named.add(each)
  return terms.flatMap(read =>
    Object.entries(read.value.lists).flatMap(([name, list]) => {
      const lends = (list.terms ?? []).some(each => typeof each !== 'string' && each['counts-for'] !== undefined)
      if (named.has(name) || lends) return []
      return [
        read.keyProblem(
          ['lists'],
          name,
          `nothing names list "${name}": its terms alert nothing`,
          `write @${name} in a rule, or remove it`,
        ),
      ]
    }),
  )
}

function bothRoles({ people }: Kinds): readonly Problem[] {
  return people.flatMap(read =>
    read.value.people.flatMap(({ name, role, offices }, index) => {
      if (role === undefined || offices === undefined) return []
      const what = `role of "${name}" is never shown beside offices`
      return [
        read.problem(['people', index, 'role'], what, 'put it among offices, with the day it begins, or remove it'),
      ]
    }),
  )
}

function unnamedExclusions({ rules }: Kinds): readonly Problem[] {
  const named = new Set(rules.flatMap(read => read.value.rules.flatMap(rule => rule.unless ?? [])))
  return rules.flatMap(read =>
    Object.keys(read.value.unless ?? {})
      .filter(name => !named.has(name))
      .map(name => {
        const todo = `write "unless: ${name}" in a rule, or remove it`
        return read.keyProblem(['unless'], name, `no rule names exclusion "${name}"`, todo)
      }),
  )
}
