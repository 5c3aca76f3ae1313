import { z } from 'zod'

/** Text objects and other small parts of Block Kit with Slack's limits (docs.slack.dev/reference/block-kit). */

export const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() })

const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() })

export const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)])

export const actionId = z.string().min(1).max(255).optional()
export const blockId = z.string().min(1).max(255).optional()

export const confirm = z
  .strictObject({
    title: plain(100),
    text: text(300),
    confirm: plain(30),
    deny: plain(30),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional()

export const option = z.strictObject({
  text: text(75),
  value: z.string().min(1).max(150),
  description: text(75).optional(),
  url: z.string().max(3000).optional(),
})

/** An address that Slack accepts in a button or an image. */
export const webAddress = z
  .string()
  .min(1)
  .max(3000)
  .regex(/^(https?:\/\/|mailto:|slack:)/i, 'must be a valid url')
