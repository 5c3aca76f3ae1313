import { ApiError } from './api/call.ts'
import { checkView, withIds } from './blocks/check.ts'
import { newId, newSecret } from './ids.ts'
import type { Json, View } from './types.ts'
import type { World } from './world.ts'

const STACK = 3

/** Views: the stack of modals of each person and their Home tabs. Throws ApiError with Slack's codes. */

function checked(content: unknown, kind: 'modal' | 'home'): Json {
  if (typeof content !== 'object' || content === null) throw new ApiError('invalid_arguments')
  const fault = checkView(content, kind)
  if (fault) throw new ApiError(fault.error, { response_metadata: { messages: fault.messages } })
  const view = content as Json
  return { ...view, blocks: withIds(view.blocks as readonly Json[]) }
}

function newView(user: string, kind: 'modal' | 'home', content: Json, under?: View): View {
  const id = newId('V')
  return {
    id,
    user,
    kind,
    content,
    hash: `${Date.now()}.${newSecret(4)}`,
    rootId: under?.rootId ?? id,
    previousId: under?.id ?? null,
    externalId: String(content.external_id ?? ''),
    errors: {},
  }
}

/** The modal that a person sees, if one is open. */
export function topModal(world: World, user: string): View | undefined {
  const id = world.stacks.get(user)?.at(-1)
  return id === undefined ? undefined : world.views.get(id)
}

/** Opens a modal; `push` puts it on the open ones, of which there may be three. */
export function openModal(world: World, user: string, content: unknown, push: boolean): View {
  const kept = checked(content, 'modal')
  const stack = push ? (world.stacks.get(user) ?? []) : []
  if (stack.length >= STACK) throw new ApiError('push_limit_reached')
  const below = stack.at(-1)
  const view = newView(user, 'modal', kept, below === undefined ? undefined : world.views.get(below))
  world.views.set(view.id, view)
  world.stacks.set(user, [...stack, view.id])
  world.touch()
  return view
}

/** Replaces what a view shows; `hash`, if given, must be the newest. */
export function updateView(world: World, view: View | undefined, content: unknown, hash?: string): View {
  if (!view) throw new ApiError('not_found')
  if (hash !== undefined && hash !== view.hash) throw new ApiError('hash_conflict')
  view.content = checked(content, view.kind)
  view.externalId = String(view.content.external_id ?? view.externalId)
  view.hash = `${Date.now()}.${newSecret(4)}`
  view.errors = {}
  world.touch()
  return view
}

/** Publishes a person's Home tab. */
export function publishHome(world: World, user: string, content: unknown, hash?: string): View {
  const existing = world.views.get(world.homes.get(user) ?? '')
  if (existing) return updateView(world, existing, content, hash)
  const view = newView(user, 'home', checked(content, 'home'))
  world.views.set(view.id, view)
  world.homes.set(user, view.id)
  world.touch()
  return view
}

/** Closes the top modal, or all of them. */
export function closeModal(world: World, user: string, all: boolean): void {
  const stack = world.stacks.get(user) ?? []
  const closing = all ? stack : stack.slice(-1)
  for (const id of closing) world.views.delete(id)
  world.stacks.set(user, stack.slice(0, stack.length - closing.length))
  world.touch()
}
