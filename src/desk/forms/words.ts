/** A text in each language in which Discord shows it (Discord's page "Locales"). */
export interface Words {
  readonly en: string
  readonly ko: string
  readonly ja: string
}

/** Discord's fields for a name or a description with its translations. */
export function localised<T extends string>(field: T, { en, ko, ja }: Words) {
  return { [field]: en, [`${field}_localizations`]: { ko, ja } } as {
    readonly [K in T]: string
  } & { readonly [K in `${T}_localizations`]: { readonly ko: string; readonly ja: string } }
}
