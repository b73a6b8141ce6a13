/** Why a store could not be reached, or refused a call, in words for a person; by code of the system, PostgreSQL (its appendix A) or Redis. */
const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host name was not found',
  EAI_AGAIN: 'its host name could not be looked up now',
  ENODATA: 'its host name was not found',
  ECONNREFUSED: 'nothing listens at its host and port',
  ECONNRESET: 'it ended the connection',
  EPIPE: 'it ended the connection',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  '28P01': 'it refuses the password',
  '28000': 'it refuses the user',
  '3D000': 'it has no such database',
  '42501': 'its user may not do this',
  '53100': 'its disk is full',
  '53300': 'it has too many connections',
  '57P01': 'it ended the connection',
  '57P02': 'it ended the connection',
  '57P03': 'it is starting or stopping',
  '25P03': 'it ended a transaction that was silent too long',
  WRONGPASS: 'it refuses the user or the password',
  NOAUTH: 'it asks for a password',
  NOPERM: 'its user may not do this',
  LOADING: 'it is starting',
  OOM: 'its memory is full',
  READONLY: 'it is a read-only replica',
}

/** Drivers' own messages for a lost connection. */
const AWAY =
  /throwOnConnectError|client is (?:closed|offline)|socket (?:closed|already opened)|connection (?:terminated|timeout)|timeout exceeded when trying to connect|not queryable/i

/** A driver's error in words for a person: the meaning of its code, or its first line without addresses. */
export function causeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0])
  const message = error instanceof Error ? error.message || error.name : String(error)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const word = /^[A-Z]{3,}(?= )/.exec(message)?.[0] ?? ''
  const known = CAUSES[code] ?? CAUSES[word]
  if (known !== undefined) return `${known} (${CAUSES[code] === undefined ? word : code})`
  if (AWAY.test(message)) return 'the connection is lost'
  return (message.split('\n')[0] ?? '').replace(/\w+:\/\/\S+/g, '…').slice(0, 200)
}
