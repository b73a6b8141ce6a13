/**
 * An address as it may stand in a log, a notice or an answer to a person: without the values of its query, which are where keys and
 * tokens stand, and without name and password.
 * @param secret whether its path is a secret as well: then the host is all that is shown
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
