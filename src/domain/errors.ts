/** A mistake that the person who asked can mend: the message is a whole sentence that says what to do. */
export class UserError extends Error {
  override readonly name = 'UserError'
}

/** A mistake of the set-up (environment, data files, database): the message names what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
