/**
 * Mends common faults of JSON: control characters inside texts, a trailing comma, a needless backslash, and a
 * cut-off end, which loses the value it cuts. One pass; any other fault stays.
 */
export function mendJson(text: string): string {
  const out: string[] = []
  let open = ''
  /** How many parts of `out` are whole, and which brackets are open there. */
  let whole = { parts: 0, open: '' }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (sign === '"') {
      const end = stringEnd(text, at + 1)
      if (end < 0) break
      out.push(`"${mendString(text.slice(at + 1, end))}"`)
      at = end
    } else if (sign === ',') {
      if (/^,\s*[\]}]/.test(text.slice(at, at + 200))) continue
      whole = { parts: out.length, open }
      out.push(sign)
    } else if (sign === '{' || sign === '[') {
      out.push(sign)
      open += sign === '{' ? '}' : ']'
      whole = { parts: out.length, open }
    } else if (sign === '}' || sign === ']') {
      out.push(sign)
      open = open.slice(0, -1)
      whole = { parts: out.length, open }
      if (open === '') break
    } else out.push(sign)
  }
  if (open === '') return out.join('')
  return out.slice(0, whole.parts).join('') + [...whole.open].reverse().join('')
}

function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return -1
}

function mendString(inner: string): string {
  return inner
    .replace(/[\u0000-\u001f]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/\\(?:u[\da-fA-F]{4}|[\s\S])/g, written =>
      /^\\(?:["\\/bfnrt]|u.)/.test(written) ? written : written.slice(1),
    )
}
