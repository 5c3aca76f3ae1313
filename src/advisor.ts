import { advise, readerOf, suppose } from './advise.ts'
import { breakEvenChart } from './cost/chart.ts'
import { providerTerms } from './cost/provider-terms.ts'
import type { Advice } from './domain/advice.ts'
import type { Assistant } from './domain/ports.ts'
import { adr } from './explain/adr.ts'
import { whyNotTarget } from './explain/ask.ts'
import { compare } from './explain/compare.ts'
import { explain } from './explain/explain.ts'
import { whyNot } from './explain/whynot.ts'
import { wordsFor } from './explain/words.ts'
import type { Knowledge } from './knowledge.ts'
import { again } from './replay.ts'
import type { Advisor } from './slack/bot.ts'

/** The engine with its knowledge as Slack's side sees it; `today` gives an ISO date. */
export function createAdvisor(
  knowledge: Knowledge,
  assistant: Assistant | null,
  today: () => string,
  endpoint: Advisor['endpoint'] = async () => ({ state: 'off', detail: 'off' }),
): Advisor {
  const { texts, catalogue } = knowledge
  const languageOf = (advice: Advice) => advice.understanding.language
  const chart: Advisor['chart'] = (advice) =>
    advice.costs && breakEvenChart(advice.costs, catalogue, languageOf(advice))
  const terms: Advisor['terms'] = (advice) => providerTerms(advice.shortlist, catalogue, languageOf(advice))
  return {
    advise: async (brief, asker, confirmed = [], defaults = []) => {
      const suggested = await assistant?.suggest(brief, readerOf(knowledge).understand(brief), asker)
      return advise(brief, knowledge, { today: today(), confirmed, defaults, ...(suggested ? { suggested } : {}) })
    },
    suppose: (brief, confirmed = [], defaults = []) =>
      suppose(brief, knowledge, { today: today(), confirmed, defaults }),
    replay: (advice) => again(advice, knowledge, today()),
    explain: (advice, locale) => explain(advice, texts, { today: today(), ...(locale && { locale }) }),
    compare: (before, after, locale) => compare(before, after, texts, locale),
    endpoint,
    factsDate: catalogue.date,
    whyNot: (advice, text) => {
      const target = whyNotTarget(text, catalogue, wordsFor(texts, languageOf(advice)))
      return target && whyNot(advice, texts, target).map((statement) => statement.text)
    },
    words: (language, locale) => wordsFor(texts, language, locale),
    chart,
    terms,
    record: (decision) => {
      const { advice } = decision
      const figures = { chart: chart(advice), terms: terms(advice) }
      return adr(decision, explain(advice, texts, { today: today() }), texts, figures)
    },
  }
}
