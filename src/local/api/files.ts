import { z } from 'zod'
import { newId } from '../ids.ts'
import { messageEvent } from '../inbound/events.ts'
import { encodeLoneAmpersands } from '../text.ts'
import type { LocalFile } from '../types.ts'
import { ApiError, type Method } from './call.ts'
import { postableChannel } from './channels.ts'
import { fileJson } from './shape.ts'

const write = ['files:write']
const Finished = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1)

const getUploadUrl: Method = {
  scopes: write,
  run: ({ world, address }, args) => {
    const name = args.need('filename')
    const length = args.count('length', 0)
    if (length < 1) throw new ApiError('invalid_arguments')
    const file: LocalFile = { id: newId('F'), name, title: name, length, bytes: null, shared: false }
    world.files.set(file.id, file)
    return { upload_url: `${address}/upload/v1/${file.id}`, file_id: file.id }
  },
}

const complete: Method = {
  scopes: write,
  run: (core, args) => {
    const finished = Finished.safeParse(args.json('files', 'invalid_arguments'))
    if (!finished.success) throw new ApiError('invalid_arguments')
    const files = finished.data.map(({ id, title }) => {
      const file = core.world.files.get(id)
      if (!file?.bytes) throw new ApiError('file_not_found')
      file.title = title ?? file.title
      return file
    })
    const to = args.text('channel_id')
    if (to) {
      const channel = postableChannel(core, to)
      const ts = args.text('thread_ts')
      const root = ts ? core.world.thread(channel.id, ts)[0] : undefined
      if (ts && !root) throw new ApiError('invalid_thread_ts')
      const message = core.world.addMessage({
        channel: channel.id,
        user: core.identity.botUserId,
        fromApp: true,
        subtype: 'file_share',
        text: encodeLoneAmpersands(args.text('initial_comment') ?? ''),
        files: files.map((f) => f.id),
        ...(root ? { threadTs: root.ts } : {}),
      })
      for (const file of files) file.shared = true
      core.emit(messageEvent(core, message), { channel: channel.id })
    }
    return { files: files.map((f) => fileJson(core, f)) }
  },
}

const info: Method = {
  scopes: ['files:read'],
  run: (core, args) => {
    const file = core.world.files.get(args.need('file', 'file_not_found'))
    if (!file?.bytes) throw new ApiError('file_not_found')
    return { file: fileJson(core, file), comments: [], ...{ response_metadata: { next_cursor: '' } } }
  },
}

export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': complete,
  'files.info': info,
}
