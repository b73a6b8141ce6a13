/** Particles that follow a noun, longest first, as grouping removes them. */
export const PARTICLE =
  /(?:에서는|으로는|에게서|이라고|라고|에서|으로|에게|까지|부터|보다|처럼|은|는|이|가|을|를|의|에|와|과|로|도|만)$/

/** The same as summaries remove them, without those that are more often the end of a word. */
export const SUMMARY_PARTICLE = /(?:에서|으로|에게|까지|부터|이라고|라고|은|는|이|가|을|를|의|에|도|로|과|와|만)$/u
