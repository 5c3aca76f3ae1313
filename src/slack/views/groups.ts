import type { FactorName } from '../../domain/factors.ts'

/** Sections of the form, in the order in which people think of their situation. */
export const GROUPS: readonly {
  /** Key of its title (`groups` in `data/texts`). */
  readonly name: string
  readonly factors: readonly FactorName[]
}[] = [
  {
    name: 'data',
    factors: ['data_sensitivity', 'data_boundary', 'regulations', 'transparency', 'edge_device'],
  },
  {
    name: 'volume',
    factors: ['monthly_requests', 'tokens_per_request', 'monthly_tokens', 'users', 'traffic', 'trajectory'],
  },
  {
    name: 'money',
    factors: ['monthly_budget', 'monthly_spend', 'upfront_budget', 'cost_priority', 'cost_shape'],
  },
  {
    name: 'quality',
    factors: ['capability', 'modalities', 'latency', 'latency_ms', 'support', 'trial_result'],
  },
  {
    name: 'control',
    factors: ['customization', 'version_control', 'vendor_independence'],
  },
  {
    name: 'team',
    factors: ['ops_capacity', 'hardware', 'stage', 'deadline_days', 'workload_split', 'runs_today'],
  },
  {
    name: 'agreed',
    factors: ['excluded_options', 'excluded_makers', 'approved_vendors'],
  },
]
