/** A file of the config directory. */
interface ConfigFile {
  readonly name: string
  /** Whether a configuration is incomplete without it. */
  readonly required: boolean
}

/** The files that make a configuration: no others are read, whatever editors, systems and people leave beside them. */
export const CONFIG_FILES = [
  { name: 'settings.yaml', required: true },
  { name: 'feeds.yaml', required: true },
  { name: 'terms.yaml', required: true },
  { name: 'rules.yaml', required: true },
  { name: 'people.yaml', required: true },
  { name: 'sides.yaml', required: false },
  { name: 'places.yaml', required: false },
  { name: 'events.yaml', required: false },
  { name: 'stories.yaml', required: false },
  { name: 'weights.yaml', required: false },
  { name: 'demo.yaml', required: false },
] as const satisfies readonly ConfigFile[]

export type ConfigFileName = (typeof CONFIG_FILES)[number]['name']

export const CONFIG_NAMES: readonly ConfigFileName[] = CONFIG_FILES.map(file => file.name)

/** The folder of the user's own files in a config directory: each is laid over the shipped file of its name. */
export const LOCAL = 'local'

/** Prefix of the files made of changes in Discord, which are laid over all others. */
export const DESK = 'desk'
