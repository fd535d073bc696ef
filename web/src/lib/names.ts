// What quantities are called: as a sentence calls them, else as their paths can be read.

import type { Answer, Assessment, Wording } from '../generated'

/** Every sentence of an answer. */
function sentences(answer: Answer): Wording[] {
  const reasons = [...(answer.expected ?? []), ...answer.because, ...answer.change_if].map((reason) => reason.says)
  const short = [answer.how_sure, answer.hangs_on].filter((one) => one !== null && one !== undefined)
  return [...answer.verdict, ...short, ...reasons, ...answer.weak]
}

/** Names of quantities that sentences of the answers use, by path. */
function said(assessment: Assessment): Map<string, string> {
  const parts = assessment.answers.flatMap(sentences).flatMap((sentence) => sentence.parts)
  return new Map(parts.flatMap(({ text, slot }) => (slot?.is === 'quantity' ? [[slot.path, text]] : [])))
}

const known = new WeakMap<Assessment, Map<string, string>>()

/** With a capital at its beginning. */
export const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const spaced = (text: string) => text.replaceAll('-', ' ')

/** The what-ifs of a case, in its order. */
export const whatIfs = (assessment: Assessment): string[] => assessment.scenario_order.filter((id) => id !== 'baseline')

/** Bases that some number of a case has, in order. */
export const bases = (assessment: Assessment): string[] =>
  [...new Set(Object.values(assessment.quantities).map(({ basis }) => basis))].sort()

/** What a what-if is called. */
export const titleOf = (assessment: Assessment, id: string): string => assessment.scenarios[id]?.title ?? id

/** What a quantity is called. */
export function quantityName(assessment: Assessment, path: string): string {
  const names = known.get(assessment) ?? said(assessment)
  known.set(assessment, names)
  const name = names.get(path)
  if (name !== undefined) return upper(name)
  const [kind = '', rest = ''] = [path.slice(0, path.indexOf('.')), path.slice(path.indexOf('.') + 1)]
  const actor = (id: string) => assessment.actors[id]?.name ?? id
  const tie = /^([^.]+?)([->])([^.]+)\.([^.]+)(\.firmness)?$/.exec(rest)
  if (kind === 'tie' && tie) {
    const [, from = '', way, to = '', dimension = '', firm] = tie
    const what = `${spaced(dimension)} tie ${way === '>' ? 'from' : 'of'} ${actor(from)} ${way === '>' ? 'to' : 'and'} ${actor(to)}`
    return firm ? `How firm the ${what} is` : upper(what)
  }
  const link = /^([^>]+)>(.+?)(\.lag)?$/.exec(rest)
  if (kind === 'link' && link) {
    const [, cause = '', effect = '', lag] = link
    const end = (id: string) => {
      const name = quantityName(assessment, id.includes('.') ? id : `factor.${id}`)
      return name.charAt(0).toLowerCase() + name.slice(1)
    }
    return `${lag ? 'Delay' : 'Strength'} of the link from ${end(cause)} to ${end(effect)}`
  }
  if (kind === 'factor') return upper(spaced(rest))
  return path
}
