import { z } from 'zod'
import { LANGUAGES } from '../../language/known-languages.ts'
import { nearest } from '../../text/nearest.ts'
import { parseDuration } from '../../text/time/duration.ts'

const DURATION = '^\\d+(\\.\\d+)?\\s*[smhd]$'

/** A duration as people write it, read as ms. @param least ms @param most ms */
export function duration(about: string, least = 0, most = Number.POSITIVE_INFINITY) {
  return z
    .string({ error: issue => (typeof issue.input === 'number' ? notDuration(String(issue.input)) : undefined) })
    .regex(new RegExp(DURATION), { error: issue => notDuration(String(issue.input)) })
    .transform((text, context) => {
      const ms = parseDuration(text) ?? 0
      if (ms < least)
        context.addIssue({ code: 'custom', message: `"${text}" is too short – at least ${least / 1000}s` })
      if (ms > most) context.addIssue({ code: 'custom', message: `"${text}" is too long – at most ${most / 1000}s` })
      return ms
    })
    .meta({ description: about })
}

function notDuration(text: string): string {
  const said = text.normalize('NFKC').trim().toLowerCase()
  if (/^\d+$/.test(said)) return `has no unit – write ${said}s, ${said}m, ${said}h or ${said}d`
  const [, number, unit] = /^(\d+(?:\.\d+)?) ?(s|m|h|d|sec|min|hour|hr|day)[a-z]*$/.exec(said) ?? []
  return `not a length of time – write ${unit === undefined ? 'a number and one unit: 90s, 10m, 6h, 30d' : `${number}${unit[0]}`}`
}

/** A Discord id: 17 to 20 digits, in quotes because YAML would round a number. */
export function snowflake(about: string) {
  return z
    .string()
    .regex(/^\d{17,20}$/, 'not a Discord id – 17 to 20 digits in quotes (Discord: developer mode, then "Copy ID")')
    .meta({ description: about })
}

/** An IANA time zone that this Node knows. */
export function timeZone(about: string) {
  return z
    .string()
    .refine(isTimeZone, { error: issue => `not a time zone – ${zoneMeant(String(issue.input))}` })
    .meta({ description: about })
}

/** The zones that Node lists, with UTC, which not every version lists. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')]

function zoneMeant(text: string): string {
  const said = text.trim().replaceAll(' ', '_').toLowerCase()
  const near = ZONES.find(zone => zone.toLowerCase().endsWith(`/${said}`)) ?? nearest(text, ZONES)
  const example = 'an IANA name such as Asia/Seoul, America/New_York or UTC'
  return near === null || text.length < 4 ? `write ${example}` : `did you mean "${near}"? Write ${example}`
}

/** Country codes and names that people write in place of a language's code. */
const MEANT: Readonly<Record<string, string>> = Object.fromEntries(
  LANGUAGES.flatMap(({ code, alsoCalled = [] }) => alsoCalled.map(called => [called, code])),
)

/** The code of a language, as in texts and feeds. */
export function language(about: string) {
  return z
    .string()
    .regex(/^[a-z]{2,3}$/, { error: issue => `not a language – ${languageMeant(String(issue.input))}` })
    .refine(code => MEANT[code] === undefined, {
      error: issue => `not a language but a country's code – ${languageMeant(String(issue.input))}`,
    })
    .meta({ description: about })
}

function languageMeant(text: string): string {
  const said = text.trim().toLowerCase()
  const code = MEANT[said] ?? MEANT[said.split(/[-_]/)[0] ?? ''] ?? /^([a-z]{2})(?:[-_].*)?$/.exec(said)?.[1]
  return code === undefined ? 'write a code of two letters: en, ko, ja, zh' : `write ${code}`
}

/** An http or https address without credentials. */
export function httpUrl(about: string) {
  return z
    .string()
    .refine(text => urlFault(text) === null, { error: issue => urlFault(String(issue.input)) ?? '' })
    .meta({ description: about })
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Why an address cannot be fetched, without quoting it, since it may hold a secret; null: it can. */
function urlFault(text: string): string | null {
  const whole = 'write it whole, such as https://example.org/feed.xml'
  if (/\s/.test(text.trim())) return 'an address has no spaces – write %20 for a space, and one address'
  if (/^[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)/.test(text)) return 'not an http(s) address – write https:// before it'
  if (!URL.canParse(text)) return `not an http(s) address – ${whole}`
  const url = new URL(text)
  if (url.protocol === 'feed:') return 'not an http(s) address – write https:// in place of feed://'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return `not an http(s) address – ${whole}`
  if (url.username !== '' || url.password !== '')
    return 'the address holds a name or a password – put them into headers: Authorization'
  return null
}

/** A host of a private network that may be connected to, with or without a port. */
export const allowedHost = z
  .string()
  .refine(text => hostFault(text) === null, { error: issue => hostFault(String(issue.input)) ?? '' })

function hostFault(text: string): string | null {
  const said = text.trim()
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(said)) {
    const host = URL.parse(said)?.host ?? ''
    return `an address, where a host is wanted – write ${host === '' ? 'its host alone' : `"${host}"`}`
  }
  if (said.includes('*')) return '"*" is not a host here – write each host: bridge.lan, 192.168.1.20:8080'
  if (said.includes('/'))
    return 'not a host – write each host by itself, without a range or a path: bridge.lan, 192.168.1.20:8080'
  return said === '' || /\s/.test(said)
    ? 'not a host – write a name or an address: bridge.lan, 192.168.1.20:8080'
    : null
}
