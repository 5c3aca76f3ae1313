import type { Language } from '../../domain/brief.ts'
import type { FactorName } from '../../domain/factors.ts'

/** Sections of the form, in the order in which people think of their situation. */
export const GROUPS: readonly {
  readonly names: Readonly<Record<Language, string>>
  readonly factors: readonly FactorName[]
}[] = [
  {
    names: { en: 'Data and rules', de: 'Daten und Regeln', fr: 'Données et règles', es: 'Datos y reglas' },
    factors: ['data_sensitivity', 'data_boundary', 'regulations', 'transparency', 'edge_device'],
  },
  {
    names: { en: 'Volume', de: 'Menge', fr: 'Volume', es: 'Volumen' },
    factors: ['monthly_requests', 'tokens_per_request', 'monthly_tokens', 'users', 'traffic', 'trajectory'],
  },
  {
    names: { en: 'Money', de: 'Geld', fr: 'Argent', es: 'Dinero' },
    factors: ['monthly_budget', 'monthly_spend', 'upfront_budget', 'cost_priority', 'cost_shape'],
  },
  {
    names: { en: 'Quality', de: 'Qualität', fr: 'Qualité', es: 'Calidad' },
    factors: ['capability', 'modalities', 'latency', 'latency_ms', 'support', 'trial_result'],
  },
  {
    names: { en: 'Control', de: 'Kontrolle', fr: 'Contrôle', es: 'Control' },
    factors: ['customization', 'version_control', 'vendor_independence'],
  },
  {
    names: { en: 'Team and machines', de: 'Team und Rechner', fr: 'Équipe et machines', es: 'Equipo y máquinas' },
    factors: ['ops_capacity', 'hardware', 'stage', 'deadline_days', 'workload_split', 'runs_today'],
  },
  {
    names: {
      en: 'Ruled out or agreed',
      de: 'Ausgeschlossen oder vereinbart',
      fr: 'Exclu ou convenu',
      es: 'Excluido o acordado',
    },
    factors: ['excluded_options', 'excluded_makers', 'approved_vendors'],
  },
]
