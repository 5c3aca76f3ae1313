import { z } from 'zod'
import { ConfigError } from '#src/domain/errors.ts'

/** One model at one provider, as a public catalogue lists it; prices in US dollars a million tokens. */
export interface Listing {
  readonly input: number
  readonly output: number
  readonly cacheRead: number | null
  readonly tiers: readonly { readonly above: number; readonly input: number; readonly output: number }[]
  /** Null where the catalogue does not say. */
  readonly open: boolean | null
  readonly contextTokens: number
  readonly released: string | null
}

/** A public catalogue at one date: provider, then model id. */
export interface Source {
  readonly catalogue: 'models.dev' | 'pi-ai'
  readonly name: string
  readonly date: string
  readonly providers: ReadonlyMap<string, ReadonlyMap<string, Listing>>
}

const price = z.number().nonnegative()

const modelsDev = z.record(
  z.string(),
  z.object({
    models: z.record(
      z.string(),
      z.object({
        open_weights: z.boolean().optional(),
        release_date: z.string().optional(),
        limit: z.object({ context: z.number() }),
        cost: z
          .object({
            input: price,
            output: price,
            cache_read: price.optional(),
            tiers: z
              .array(z.object({ input: price, output: price, tier: z.object({ type: z.string(), size: z.number() }) }))
              .optional(),
          })
          .optional(),
      }),
    ),
  }),
)

/** The parsed `api.json` of models.dev (MIT) as a source. Throws ConfigError when its shape has changed. */
export function readModelsDev(json: unknown, date: string): Source {
  const data = parsed(modelsDev, json, 'models.dev')
  const providers = new Map(
    Object.entries(data).map(([provider, { models }]) => [
      provider,
      new Map(
        Object.entries(models).flatMap(([id, model]): [string, Listing][] => {
          const { cost } = model
          if (!cost) return []
          const tiers = (cost.tiers ?? []).filter((t) => t.tier.type === 'context')
          return [
            [
              id,
              {
                input: cost.input,
                output: cost.output,
                cacheRead: cost.cache_read ?? null,
                tiers: tiers.map((t) => ({ above: t.tier.size, input: t.input, output: t.output })),
                open: model.open_weights ?? null,
                contextTokens: model.limit.context,
                released: model.release_date ?? null,
              },
            ],
          ]
        }),
      ),
    ]),
  )
  return { catalogue: 'models.dev', name: 'models.dev (MIT)', date, providers }
}

const piModels = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      type: z.string().optional(),
      id: z.string(),
      contextWindow: z.number().optional(),
      cost: z
        .object({
          input: price,
          output: price,
          cacheRead: price.optional(),
          tiers: z.array(z.object({ inputTokensAbove: z.number(), input: price, output: price })).optional(),
        })
        .optional(),
    }),
  ),
)

const manifest = z.object({ generatedAt: z.string() })

/**
 * The data files of the npm package @earendil-works/pi-ai (MIT), keyed by file name, as a source: chat models only,
 * dated by the package's manifest. Throws ConfigError when their shape has changed.
 */
export function readPiAi(files: ReadonlyMap<string, unknown>, version: string): Source {
  const { generatedAt } = parsed(manifest, files.get('.manifest.json'), '@earendil-works/pi-ai, .manifest.json')
  const providers = new Map(
    [...files]
      .filter(([name]) => name !== '.manifest.json')
      .map(([name, json]) => [name.replace(/\.json$/, ''), chatModels(json, name)] as const),
  )
  const name = `@earendil-works/pi-ai ${version} (MIT)`
  return { catalogue: 'pi-ai', name, date: generatedAt.slice(0, 10), providers }
}

function chatModels(json: unknown, name: string): ReadonlyMap<string, Listing> {
  const rows = Object.values(parsed(piModels, json, `@earendil-works/pi-ai, ${name}`)).flatMap((api) =>
    Object.values(api),
  )
  return new Map(
    rows.flatMap(({ type, id, cost, contextWindow }): [string, Listing][] => {
      if ((type ?? 'chat') !== 'chat' || !cost || contextWindow === undefined) return []
      const tiers = (cost.tiers ?? []).map((t) => ({ above: t.inputTokensAbove, input: t.input, output: t.output }))
      const { input, output } = cost
      const common = { open: null, contextTokens: contextWindow, released: null }
      return [[id, { input, output, cacheRead: cost.cacheRead ?? null, tiers, ...common }]]
    }),
  )
}

function parsed<T>(schema: z.ZodType<T>, json: unknown, name: string): T {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ConfigError(
    `${name} has not the expected shape at ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
  )
}
