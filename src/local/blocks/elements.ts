import { z } from 'zod'
import { typingElements } from './inputs.ts'
import { actionId, confirm, option, plain, text, webAddress } from './text.ts'

/** Interactive and other elements of Block Kit, with the limits of docs.slack.dev/reference/block-kit/block-elements. */

const placeholder = plain(150).optional()
const focus = z.boolean().optional()
const common = { action_id: actionId, confirm, focus_on_load: focus }

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: actionId,
  url: webAddress.optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm,
  accessibility_label: z.string().max(75).optional(),
})

export const image = z
  .strictObject({
    type: z.literal('image'),
    image_url: webAddress.optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
    alt_text: z.string().min(1).max(2000),
  })
  .refine((i) => (i.image_url === undefined) !== (i.slack_file === undefined), 'needs image_url or slack_file')

const options = z.array(option).min(1).max(100)
const groups = z
  .array(z.strictObject({ label: plain(75), options }))
  .min(1)
  .max(100)

type Choice = { options?: unknown[] | undefined; option_groups?: { options: unknown[] }[] | undefined }
const allOf = (s: Choice) => s.options ?? s.option_groups?.flatMap((group) => group.options) ?? []
const known = (s: Choice, chosen: readonly unknown[]) => {
  const all = new Set(allOf(s).map((o) => JSON.stringify(o)))
  return chosen.every((o) => all.has(JSON.stringify(o)))
}
const eitherList = (s: Choice) => (s.options === undefined) !== (s.option_groups === undefined)

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    placeholder,
    options: options.optional(),
    option_groups: groups.optional(),
    initial_option: option.optional(),
    ...common,
  })
  .refine(eitherList, 'needs options or option_groups')
  .refine((s) => !s.initial_option || known(s, [s.initial_option]), {
    message: 'initial_option must be one of the options',
    path: ['initial_option'],
  })

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    placeholder,
    options: options.optional(),
    option_groups: groups.optional(),
    initial_options: z.array(option).min(1).optional(),
    max_selected_items: z.int().min(1).optional(),
    ...common,
  })
  .refine(eitherList, 'needs options or option_groups')
  .refine((s) => known(s, s.initial_options ?? []), {
    message: 'initial_options must be among the options',
    path: ['initial_options'],
  })

const picked = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    placeholder,
    initial_user: z.string().optional(),
    initial_conversation: z.string().optional(),
    initial_channel: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: z.looseObject({}).optional(),
    ...common,
  })

const multiPicked = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    placeholder,
    initial_users: z.array(z.string()).optional(),
    initial_conversations: z.array(z.string()).optional(),
    initial_channels: z.array(z.string()).optional(),
    max_selected_items: z.int().min(1).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: z.looseObject({}).optional(),
    ...common,
  })

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  placeholder,
  min_query_length: z.int().optional(),
  initial_option: option.optional(),
  ...common,
})

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    options: z.array(option).min(1).max(10),
    initial_options: z.array(option).min(1).optional(),
    ...common,
  })
  .refine((s) => known(s, s.initial_options ?? []), {
    message: 'initial_options must be among the options',
    path: ['initial_options'],
  })

const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    options: z.array(option).min(1).max(10),
    initial_option: option.optional(),
    ...common,
  })
  .refine((s) => !s.initial_option || known(s, [s.initial_option]), {
    message: 'initial_option must be one of the options',
    path: ['initial_option'],
  })

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(option).min(1).max(5),
  confirm,
})

const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  placeholder,
  initial_date: z.iso.date().optional(),
  ...common,
})

const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  placeholder,
  initial_time: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .optional(),
  timezone: z.string().optional(),
  ...common,
})

const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  initial_date_time: z.int().optional(),
  ...common,
})

const feedbackButton = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(2000),
  accessibility_label: z.string().max(75).optional(),
})

export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: actionId,
  positive_button: feedbackButton,
  negative_button: feedbackButton,
})

export const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  icon: z.enum(['trash']),
  text: plain(75),
  action_id: actionId,
  value: z.string().max(2000).optional(),
  confirm,
  accessibility_label: z.string().max(75).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
})

const choosing = [
  checkboxes,
  datepicker,
  datetimepicker,
  timepicker,
  radioButtons,
  staticSelect,
  externalSelect,
  picked('users_select'),
  picked('conversations_select'),
  picked('channels_select'),
  multiStaticSelect,
  multiPicked('multi_users_select'),
  multiPicked('multi_conversations_select'),
  multiPicked('multi_channels_select'),
] as const

export const actionElement = z.discriminatedUnion('type', [button, overflow, ...choosing])
export const accessory = z.discriminatedUnion('type', [button, overflow, image, ...choosing])
export const inputElement = z.discriminatedUnion('type', [...choosing, ...typingElements])
export const contextElement = z.union([text(3000), image])
export const cardButton = button
