/** Marks of a regular expression that no headline or name contains. */
const SIGNS =
  /^\/.{2,}\/[a-z]*$|\.[*+](?=.)|\p{Ll}{2}\.\*|\\[bBdDsSwW.]|\[[^\]]*\w-\w[^\]]*\]|\(\?[:=!<]|^\^|[a-z]\$$|[a-z][?+](?=[a-z])|[a-z]\|[a-z]|\)[?*+]/u

/** Whether words are written as a regular expression, which terms and rules do not support. "U.S.*" is none: * takes any ending. */
export function isRegular(text: string): boolean {
  return SIGNS.test(text)
}
