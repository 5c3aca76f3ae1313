import { z } from 'zod'
import { checkMessageBlocks, withIds } from '../blocks/check.ts'
import { encodeLoneAmpersands } from '../text.ts'
import type { Json } from '../types.ts'
import { ApiError, type Args } from './call.ts'

const TEXT_CHARACTERS = 40_000
const Metadata = z.object({ event_type: z.string().min(1), event_payload: z.looseObject({}) })

/** The words of a message as an app gives them, checked. */
export interface Words {
  readonly text: string
  readonly blocks?: readonly Json[]
  readonly metadata?: Json
}

/** Reads `text`, `blocks` and `metadata`. Throws `no_text`, `invalid_blocks`, `msg_blocks_too_long`, ... */
export function compose(args: Args): Words {
  const text = args.text('text') ?? ''
  const blocks = args.json('blocks', 'invalid_blocks_format')
  const metadata = args.json('metadata', 'invalid_metadata_format')
  if (blocks !== undefined && !Array.isArray(blocks)) throw new ApiError('invalid_blocks_format')
  const fault = blocks && checkMessageBlocks(blocks)
  if (fault)
    throw new ApiError(
      fault.error,
      fault.messages.length ? { errors: fault.messages, response_metadata: { messages: fault.messages } } : {},
    )
  if (!text && !(blocks as readonly Json[] | undefined)?.length) throw new ApiError('no_text')
  if (metadata !== undefined && !Metadata.safeParse(metadata).success) throw new ApiError('invalid_metadata_schema')
  return {
    text: encodeLoneAmpersands(text.slice(0, TEXT_CHARACTERS)),
    ...(blocks ? { blocks: withIds(blocks as readonly Json[]) } : {}),
    ...(metadata ? { metadata: metadata as Json } : {}),
  }
}
