import type { ServerResponse } from 'node:http'
import type { Core } from '../core.ts'

const PAUSE = 40

/** Holds a server-sent event stream open that says `change` after something changed, at most every 40 ms. */
export function live(core: Core, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  let timer: NodeJS.Timeout | undefined
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      response.write('event: change\ndata: {}\n\n')
    }, PAUSE)
  }
  core.world.changed.on('change', changed)
  core.journal.added.on('entry', changed)
  response.on('close', () => {
    clearTimeout(timer)
    core.world.changed.off('change', changed)
    core.journal.added.off('entry', changed)
  })
}
