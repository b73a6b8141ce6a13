import fc from 'fast-check'

// Loaded by `npm test`: the same examples at every run, so that a red run is due to a change. `npm run fuzz` tries new ones.
fc.configureGlobal({ seed: 20180612 })
