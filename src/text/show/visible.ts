/**
 * Invisible characters that change how a text is read: bidi controls and isolates, zero-width and invisible ones, soft hyphen,
 * tag characters, C0 and C1 controls other than white space, unassigned specials. Feeds use them to disguise one text as another.
 */
export const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu

/** Line ends other than LF: a terminal or log reader would take what follows for a new line. */
const FOREIGN_ENDS = /[\r\u000b\u000c\u0085\u2028\u2029]/g

/** Text made safe for a log or a terminal: invisible characters removed, other line ends than LF made spaces. LF and tabs stay. */
export function visible(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, '').replace(FOREIGN_ENDS, ' ')
}
