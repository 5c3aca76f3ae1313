import type { Language } from '../../domain/brief.ts'
import { type Words, wording } from '../../explain/words.ts'

/** Words of the card's own frame, in the reader's language. */
interface Frame {
  readonly changed: string
  readonly unchanged: string
  readonly details: string
  readonly share: string
  readonly close: string
  readonly shareTitle: string
  readonly shareText: string
  readonly cancel: string
  readonly change: string
  readonly save: string
  readonly accept: string
  readonly otherwise: string
  readonly defer: string
  readonly accepted: string
  readonly overridden: string
  readonly deferred: string
  readonly option: string
  readonly reason: string
  readonly follow: string
  readonly stop: string
  readonly good: string
  readonly bad: string
  readonly weighed: string
  readonly points: string
  readonly models: string
  readonly basis: string
  readonly needs: string
  readonly trial: string
  readonly exit: string
  readonly terms: string
}

const FRAMES: Readonly<Record<Language, Frame>> = {
  en: {
    changed: 'Changed',
    unchanged: 'Nothing changed since the last answer in this thread.',
    details: 'Details',
    share: 'Share to channel',
    close: 'Close',
    shareTitle: 'Share to this channel?',
    shareText: 'Everybody here will see this answer with the words of yours that it quotes, and can find it again.',
    cancel: 'Keep private',
    change: 'Change assumptions',
    save: 'Apply',
    accept: 'Accept',
    otherwise: 'Choose otherwise',
    defer: 'Defer',
    accepted: 'Accepted',
    overridden: 'Chosen otherwise',
    deferred: 'Deferred',
    option: 'What was chosen',
    reason: 'Reason',
    follow: 'Follow this thread',
    stop: 'Stop following',
    good: 'Helpful',
    bad: 'Not helpful',
    weighed: 'What each fact adds',
    points: 'Points',
    models: 'Models to try',
    basis: 'Basis',
    needs: 'Who needs what',
    trial: 'Try before you commit',
    exit: 'What leaving takes',
    terms: 'Terms of the costs',
  },
  de: {
    changed: 'Geändert',
    unchanged: 'Seit der letzten Antwort in diesem Thread hat sich nichts geändert.',
    details: 'Details',
    share: 'Im Kanal teilen',
    close: 'Schließen',
    shareTitle: 'In diesem Kanal teilen?',
    shareText: 'Alle hier sehen dann diese Antwort mit Ihren zitierten Worten und können sie wiederfinden.',
    cancel: 'Privat lassen',
    change: 'Annahmen ändern',
    save: 'Übernehmen',
    accept: 'Annehmen',
    otherwise: 'Anders wählen',
    defer: 'Vertagen',
    accepted: 'Angenommen',
    overridden: 'Anders gewählt',
    deferred: 'Vertagt',
    option: 'Was gewählt wurde',
    reason: 'Grund',
    follow: 'Thread verfolgen',
    stop: 'Nicht mehr verfolgen',
    good: 'Hilfreich',
    bad: 'Nicht hilfreich',
    weighed: 'Was jede Angabe beiträgt',
    points: 'Punkte',
    models: 'Modelle zum Ausprobieren',
    basis: 'Grundlage',
    needs: 'Wer was braucht',
    trial: 'Vor der Zusage ausprobieren',
    exit: 'Was ein Wechsel kostet',
    terms: 'Posten der Kosten',
  },
  fr: {
    changed: 'Changé',
    unchanged: 'Rien n’a changé depuis la dernière réponse dans ce fil.',
    details: 'Détails',
    share: 'Partager',
    close: 'Fermer',
    shareTitle: 'Partager dans ce canal ?',
    shareText: 'Tout le monde ici verra cette réponse avec vos mots cités et pourra la retrouver.',
    cancel: 'Garder privé',
    change: 'Changer les hypothèses',
    save: 'Appliquer',
    accept: 'Accepter',
    otherwise: 'Choisir autrement',
    defer: 'Reporter',
    accepted: 'Accepté',
    overridden: 'Choisi autrement',
    deferred: 'Reporté',
    option: 'Ce qui a été choisi',
    reason: 'Raison',
    follow: 'Suivre ce fil',
    stop: 'Ne plus suivre',
    good: 'Utile',
    bad: 'Pas utile',
    weighed: 'Ce que chaque fait apporte',
    points: 'Points',
    models: 'Modèles à essayer',
    basis: 'Base',
    needs: 'Qui a besoin de quoi',
    trial: 'Essayer avant de s’engager',
    exit: 'Ce que coûte un départ',
    terms: 'Postes de coût',
  },
  es: {
    changed: 'Cambios',
    unchanged: 'Nada ha cambiado desde la última respuesta en este hilo.',
    details: 'Detalles',
    share: 'Compartir',
    close: 'Cerrar',
    shareTitle: '¿Compartir en este canal?',
    shareText: 'Todos aquí verán esta respuesta con sus palabras citadas y podrán volver a encontrarla.',
    cancel: 'Mantener privado',
    change: 'Cambiar supuestos',
    save: 'Aplicar',
    accept: 'Aceptar',
    otherwise: 'Elegir otra',
    defer: 'Aplazar',
    accepted: 'Aceptada',
    overridden: 'Se eligió otra',
    deferred: 'Aplazada',
    option: 'Lo que se eligió',
    reason: 'Motivo',
    follow: 'Seguir este hilo',
    stop: 'Dejar de seguir',
    good: 'Útil',
    bad: 'No es útil',
    weighed: 'Lo que aporta cada dato',
    points: 'Puntos',
    models: 'Modelos para probar',
    basis: 'Base',
    needs: 'Quién necesita qué',
    trial: 'Probar antes de decidir',
    exit: 'Lo que cuesta salir',
    terms: 'Partidas del coste',
  },
}

/** Names of the answer's sections, as the plain text has them. */
const SECTIONS = [
  'because',
  'against',
  'unless',
  'decides',
  'plan',
  'ruledOut',
  'conflicts',
  'understood',
  'assumed',
  'costs',
] as const

export type Labels = Frame & Readonly<Record<(typeof SECTIONS)[number], string>>

/** Every label of cards, forms and details in the language of `words`. */
export function labelsFor({ language, texts }: Words): Labels {
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, wording(texts.sections, name)]))
  return { ...FRAMES[language], ...(sections as Record<(typeof SECTIONS)[number], string>) }
}
