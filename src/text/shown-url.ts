/**
 * An address that may be shown in a log, a notice or an answer: without the values of its query, which may be keys and
 * tokens, and without user name and password.
 * @param secret whether its path is a secret too: then only the host is shown
 */
export function shownUrl(address: string, secret = false): string {
  const url = URL.parse(address)
  if (url === null) return 'an address that is none'
  if (secret) return `${url.protocol}//${url.host}/…`
  const query = url.search
    .slice(1)
    .split('&')
    .map(part => (part.includes('=') ? `${part.slice(0, part.indexOf('='))}=…` : part === '' ? '' : '…'))
    .join('&')
  return `${url.protocol}//${url.host}${url.pathname}${query === '' ? '' : `?${query}`}`
}
