/** Control codes other than line breaks and tab, direction overrides, zero-width and tag characters. */
const INVISIBLE = /(?![\n\t]|\r\n)[\p{Cc}\p{Cf}]/gu

/** Text without characters that hide or turn text around. */
export const visible = (text: string): string => text.replace(INVISIBLE, '')

/** JSON text in which such characters are spelled out (`\u202e`): the same values, nothing hidden. */
export const spelledOut = (json: string): string =>
  json.replace(INVISIBLE, (sign) =>
    [...Array(sign.length).keys()].map((i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  )
