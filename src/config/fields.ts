import { z } from 'zod'
import { parseDuration } from '../text/duration.ts'

const DURATION = '^\\d+(\\.\\d+)?\\s*[smhd]$'

/** A length of time as people write it, read as ms. */
export function duration(about: string, least = 0, most = Number.POSITIVE_INFINITY) {
  return z
    .string({ error: 'a length of time needs a unit – write 90s, 10m, 6h or 30d' })
    .regex(new RegExp(DURATION), 'not a length of time – write a number and a unit: 90s, 10m, 6h, 30d')
    .transform((text, context) => {
      const ms = parseDuration(text) ?? 0
      if (ms < least)
        context.addIssue({ code: 'custom', message: `"${text}" is too short – at least ${least / 1000}s` })
      if (ms > most) context.addIssue({ code: 'custom', message: `"${text}" is too long – at most ${most / 1000}s` })
      return ms
    })
    .meta({ description: about })
}

/** A Discord id: 17 to 20 digits, in quotes, because YAML would round it as a number. */
export function snowflake(about: string) {
  return z
    .string({ error: 'a Discord id must be text – put the digits in quotes' })
    .regex(/^\d{17,20}$/, 'not a Discord id – 17 to 20 digits in quotes (Discord: developer mode, then "Copy ID")')
    .meta({ description: about })
}

/** An IANA time zone that this Node knows. */
export function timeZone(about: string) {
  return z
    .string()
    .refine(isTimeZone, 'not a time zone – write an IANA name such as Asia/Seoul, America/New_York or UTC')
    .meta({ description: about })
}

/** An http or https address without credentials. */
export function httpUrl(about: string) {
  return z
    .string()
    .refine(isHttpUrl, 'not an http(s) address – write it whole, such as https://example.org/feed.xml')
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

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
}
