import type { Advice, Explanation } from '../domain/advice.ts'

/** One answer as `--json` and `--jsonl` print it (product.md, "the interface that tests use"). */
export function resultOf(id: string | null, advice: Advice, explanation: Explanation): Record<string, unknown> {
  const { recommendation, understanding, costs, versions } = advice
  return {
    id,
    factors: understanding.findings
      .filter(({ evidence }) => evidence.length > 0)
      .map(({ factor, value, status, evidence, derivation }) => ({
        factor,
        value,
        status,
        evidence,
        ...(derivation ? { derivation } : {}),
      })),
    verdict: recommendation.verdict,
    option: recommendation.option,
    plan: recommendation.plan.map((step, i) => ({ ...step, text: explanation.plan[i]?.text ?? '' })),
    confidence: recommendation.robustness?.share ?? null,
    ruled_out: [...new Set(recommendation.ruledOut.map(({ option }) => option))].map((option, i) => ({
      option,
      because: explanation.ruledOut[i]?.text ?? '',
    })),
    conflicts: recommendation.conflicts.map(({ factors }, i) => ({
      factors,
      text: explanation.conflicts[i]?.text ?? '',
    })),
    flips: recommendation.flips.map(({ factor, to, direction, verdict, option }) => ({
      factor,
      to,
      ...(direction ? { direction } : {}),
      verdict,
      option,
    })),
    questions: explanation.questions.map(({ factor, text }) => ({ factor, text })),
    costs: costs
      ? {
          currency: costs.currency,
          as_of: costs.asOf,
          stale: costs.stale,
          options: Object.fromEntries(
            Object.entries(costs.options).map(([option, { low, likely, high }]) => [option, { low, likely, high }]),
          ),
        }
      : null,
    disagreements: understanding.disagreements,
    stay: recommendation.stay,
    assist: advice.assist.state,
    text: explanation.text,
    rulebook: versions.rulebook,
    catalogue: versions.catalogue,
    hash: advice.hash,
  }
}
