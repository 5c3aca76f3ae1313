import type { Core } from '../core.ts'
import { openModal, publishHome, topModal, updateView } from '../modals.ts'
import { ApiError, type Args, type Method } from './call.ts'
import { viewJson } from './shape.ts'

const content = (args: Args) => args.json('view', 'invalid_arguments')

function interactor(core: Core, args: Args): string {
  const exchanged = core.triggers.exchange(args.need('trigger_id'))
  if ('error' in exchanged) throw new ApiError(exchanged.error)
  return exchanged.user
}

const open: Method = {
  scopes: [],
  run: (core, args) => ({ view: viewJson(core, openModal(core.world, interactor(core, args), content(args), false)) }),
}

const push: Method = {
  scopes: [],
  run: (core, args) => {
    const user = interactor(core, args)
    if (!topModal(core.world, user)) throw new ApiError('invalid_trigger_id')
    return { view: viewJson(core, openModal(core.world, user, content(args), true)) }
  },
}

const update: Method = {
  scopes: [],
  run: (core, args) => {
    const id = args.text('view_id')
    const external = args.text('external_id')
    if (!id && !external) throw new ApiError('invalid_arguments')
    const view = id ? core.world.views.get(id) : [...core.world.views.values()].find((v) => v.externalId === external)
    return { view: viewJson(core, updateView(core.world, view, content(args), args.text('hash'))) }
  },
}

const publish: Method = {
  scopes: [],
  run: (core, args) => {
    const user = args.need('user_id')
    if (!core.app.hasHome) throw new ApiError('not_enabled')
    if (!core.world.people.has(user)) throw new ApiError('invalid_arguments')
    return { view: viewJson(core, publishHome(core.world, user, content(args), args.text('hash'))) }
  },
}

export const views: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
}
