/** The path to a part of a file: keys and list indexes. */
export type Path = readonly (string | number)[]
