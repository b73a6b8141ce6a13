/** A file of the config directory. */
interface ConfigFile {
  readonly name: string
  /** Whether a directory without it is still a whole configuration. */
  readonly required: boolean
}

/** The files that make a configuration: these are read and no other, whatever else editors, systems and people leave beside them. */
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

/** Their names alone. */
export const CONFIG_NAMES: readonly ConfigFileName[] = CONFIG_FILES.map(file => file.name)

/** The folder of a config directory in which the user's own files stand: each is put on the shipped one of its name. */
export const LOCAL = 'local'

/** What stands before the names of the files that are made of changes in Discord: they are put on all others. */
export const DESK = 'desk'
