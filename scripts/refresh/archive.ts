import { gunzipSync } from 'node:zlib'

const BLOCK = 512

const textAt = (block: Buffer, start: number, length: number) =>
  block.toString('utf8', start, start + length).replace(/\0.*$/s, '')

/** Regular files of a gzipped tar archive (POSIX ustar) by path. */
export function readArchive(gzipped: Buffer): ReadonlyMap<string, Buffer> {
  const tar = gunzipSync(gzipped)
  const files = new Map<string, Buffer>()
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK)
    const size = Number.parseInt(textAt(header, 124, 12).trim() || '0', 8)
    const prefix = textAt(header, 345, 155)
    const kind = textAt(header, 156, 1)
    const path = prefix ? `${prefix}/${textAt(header, 0, 100)}` : textAt(header, 0, 100)
    if (kind === '' || kind === '0') files.set(path, tar.subarray(at + BLOCK, at + BLOCK + size))
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}
