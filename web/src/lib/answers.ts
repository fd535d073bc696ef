// What page one asks of the answers.

import type { Answer, Assessment, Expected, Reason, Shown, Slot, Wording } from '../generated'

/** Whether a question has no answer in this case. */
export function isUnknown(answer: Answer): boolean {
  return answer.pattern === 'any.missing'
}

/** A part of a sentence where another follows: with its full stop. */
export function stop(wording: Wording): string {
  return /[.!?]$/.test(wording.text) ? '' : '.'
}

/** Letters of a verdict that a row of page one holds: one that is read in a breath whole. */
const ROOM = 560

/** The sentences of a verdict that stand on page one, and those that stand in the opened answer alone. */
export function split(answer: Answer): { shown: Wording[]; more: Wording[] } {
  let left = ROOM
  const fits = answer.verdict.findIndex((sentence, place) => {
    left -= sentence.text.length
    return left < 0 && place > 0
  })
  const shown = fits < 0 ? answer.verdict.length : fits
  return { shown: answer.verdict.slice(0, shown), more: answer.verdict.slice(shown) }
}

/** What a source concludes, as its claims put it. */
export function quoted(assessment: Assessment, expected: Expected): string {
  const texts = expected.claims.flatMap((id) => assessment.claims[id]?.text ?? [])
  return texts.map((text) => `\u201c${text.replace(/\.$/, '')}\u201d`).join(', ')
}

/** A verdict in one line. */
export function verdict(answer: Answer): string {
  return answer.verdict.map((sentence) => sentence.text).join(' ')
}

/** The answers that speak of a conflict or an issue: its name stands in one of their sentences, or a finding of it is told. */
export function answersAbout(assessment: Assessment, method: 'conflict' | 'bargain', id: string | undefined): Answer[] {
  if (id === undefined) return []
  const own = (answer: Answer) => answer.findings.some(({ finding }) => finding.startsWith(`${method}.${id}.`))
  return assessment.answers.filter((answer) => !isUnknown(answer) && own(answer))
}

type ShareSlot = Extract<Slot, { is: 'share' }>

/** The first share of the draws that an answer tells, with its words. */
export function firstShare(answer: Answer): { text: string; value: number } | undefined {
  const said = [answer.how_sure, ...answer.verdict].flatMap((sentence) => sentence?.parts ?? [])
  const found = said.find((part) => part.slot?.is === 'share')
  return found && { text: found.text, value: (found.slot as ShareSlot).value }
}

/** A claim that turns verdicts, and which. */
export interface Hinge {
  claims: string[]
  turned: Answer[]
}

/** Claims left out by a change that turns an answer; none for other changes. */
function dropped(reason: Reason): string[] {
  const claims = (reason.changes ?? []).flatMap((change) => /^drop:id=(.+)$/.exec(change)?.[1] ?? [])
  return claims.length === (reason.changes ?? []).length ? claims : []
}

/** The claims without which the most verdicts turn, single ones before several together. */
export function hinges(answers: Answer[]): Hinge[] {
  const found = new Map<string, Hinge>()
  for (const answer of answers) {
    for (const claims of (answer.change_if ?? []).map(dropped).filter((claims) => claims.length > 0)) {
      const hinge = found.get(claims.join(' ')) ?? { claims, turned: [] }
      if (!hinge.turned.includes(answer)) hinge.turned.push(answer)
      found.set(claims.join(' '), hinge)
    }
  }
  return [...found.values()].sort((a, b) => b.turned.length - a.turned.length || a.claims.length - b.claims.length)
}

/** Answers that rest on a claim, and those of them that turn without it. */
export function carries(answers: Answer[], claim: string): { rest: Answer[]; turn: Answer[] } {
  return {
    rest: answers.filter((answer) => answer.claims.includes(claim)),
    turn: answers.filter((answer) => answer.change_if.some((reason) => dropped(reason).includes(claim))),
  }
}

type NetworkFigure = Extract<Shown, { kind: 'network' }>

/** The network that page one draws: of the first answer that shows one, else of the first view, with its best division. */
export function firstNetwork(assessment: Assessment): { caption: Wording | null; shows: NetworkFigure } | undefined {
  for (const { figure } of assessment.answers) {
    if (figure?.shows.kind === 'network') return { caption: figure.caption, shows: figure.shows }
  }
  const view = assessment.scenarios.baseline?.views[0]
  const sides = view?.optima[0]
  if (!view || !sides) return undefined
  return { caption: null, shows: { kind: 'network', view: view.id, sides, open: [] } }
}

/** A place in a source as people write it: by its kind where there is one of that kind, else by its title. */
export function place(assessment: Assessment, locator: string): string {
  const [source = '', rest] = [locator.slice(0, locator.indexOf(':')), locator.slice(locator.indexOf(':') + 1)]
  const found = assessment.sources[source]
  if (!found) return locator
  const alike = Object.values(assessment.sources).filter(({ kind }) => kind === found.kind)
  const short = found.kind.charAt(0).toUpperCase() + found.kind.slice(1)
  return `${alike.length === 1 && short ? short : found.title || source}, ${rest}`
}
