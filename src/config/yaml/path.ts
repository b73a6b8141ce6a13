/** The way to a part of a file: keys and list places. */
export type Path = readonly (string | number)[]
