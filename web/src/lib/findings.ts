import type { Assessment, Finding, Provenance, ScenarioResult, Sentence, Subject } from '../generated'
import { FEW_DRAWS, share } from './draws'

/** The assessment with all findings in every scenario: those that are as in the baseline stand there alone. */
export function whole(assessment: Assessment): Assessment {
  const baseline = (assessment.scenarios['baseline']?.findings ?? []).map(unchanged)
  for (const scenario of Object.values(assessment.scenarios)) {
    const own = scenario.findings.values()
    const places = scenario.unchanged
    if (!places) continue
    scenario.findings = places.flatMap((place) => (place === null ? own.next().value : baseline[place]) ?? [])
    delete scenario.unchanged
  }
  return assessment
}

/** A finding of the baseline in a scenario that leaves it as it is. */
function unchanged(finding: Finding): Finding {
  const pairs = finding.distribution?.defined ?? finding.probability?.draws
  if (pairs === undefined) return finding
  return { ...finding, difference: { pairs, mean: 0, mc_error: 0, p05: 0, p50: 0, p95: 0, above: 0, equal: 1 } }
}

/** The quantities and claims behind a finding. */
export function behind(assessment: Assessment, finding: Finding): Provenance {
  return assessment.provenance[finding.provenance] ?? { quantities: [], claims: [] }
}

/** The central number of a finding: mean of its distribution, or its frequency. */
export function number(finding: Finding): number | null {
  return finding.distribution?.mean ?? finding.probability?.probability ?? null
}

/** Three decimals, fewer for large numbers; a dash for what is undefined. */
export function format(x: number | null | undefined): string {
  if (x === null || x === undefined || Number.isNaN(x)) return '–'
  const text = Math.abs(x) >= 100 ? x.toFixed(1) : Math.abs(x) >= 10 ? x.toFixed(2) : x.toFixed(3)
  return text.replace(/^-(0\.0*)$/, '$1').replace('-', '−')
}

/** Two decimals, none for large numbers; a true minus. */
export function short(x: number): string {
  return x
    .toFixed(Math.abs(x) >= 10 ? 0 : 2)
    .replace(/^-(0\.0*)$/, '$1')
    .replace('-', '−')
}

/** The same with its sign. */
export function signed(x: number): string {
  const text = short(x)
  return text.startsWith('−') ? text : `+${text}`
}

/** A date of the case as people write it: `February 2001`, `16 February 2001`. */
export function asDate(date: string): string {
  const [year = '', month, day] = date.split('-')
  const named = month === undefined ? undefined : MONTHS[Number(month) - 1]
  if (named === undefined) return date
  return `${day === undefined ? '' : `${Number(day)} `}${named} ${year}`
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A frequency as people read it; never "certain". */
export function frequency(p: number, draws: number): string {
  if (p === 1) return `all ${draws.toLocaleString('en')} draws`
  if (p === 0) return `none of ${draws.toLocaleString('en')} draws`
  return p < 0.01 ? '<0.01' : p > 0.99 ? '>0.99' : p.toFixed(2)
}

/** What an interval over draws holds: the middle nine tenths, of few draws all. */
export function howMany(draws: number): string {
  return draws < FEW_DRAWS ? `the middle of only ${draws} draws` : 'nine draws in ten'
}

/** Value with its interval, or share of the draws in words; what is not drawn is told at the coded values. */
export function told(finding: Finding): string {
  const d = finding.distribution
  if (d && d.defined < FEW_DRAWS)
    return `${format(d.mean)} (${format(d.histogram.min)} to ${format(d.histogram.max)} in ${d.defined} draws)`
  if (d) return `${format(d.mean)} (${format(d.p05)} to ${format(d.p95)})`
  const p = finding.probability
  if (p) return share(p.probability, p.draws)
  if (finding.bounded) return `between ${format(finding.bounded.between[0])} and ${format(finding.bounded.between[1])}`
  return finding.at_mode === null ? 'undefined' : `${format(finding.at_mode)} at the coded values`
}

/** What stands behind the last colon of an id. */
export function subject(id: string): string {
  return id.slice(id.indexOf(':') + 1)
}

export function withPrefix(result: ScenarioResult, prefix: string): Finding[] {
  return result.findings.filter((finding) => finding.id.startsWith(prefix))
}

export function byId(result: ScenarioResult | undefined, id: string): Finding | undefined {
  return result?.findings.find((finding) => finding.id === id)
}

/** Findings with the most frequent first. */
export function ranked(findings: Finding[]): Finding[] {
  return [...findings].sort((a, b) => (number(b) ?? 0) - (number(a) ?? 0) || a.id.localeCompare(b.id))
}

/** The id of a pair's finding: actors in alphabetical order. */
export function pair(a: string, b: string, mark: string): string {
  return a <= b ? a + mark + b : b + mark + a
}

/** On what the quantities rest, and how many on each; the most first. */
export function basesOf(quantities: Assessment['quantities']): [string, number][] {
  const counts = new Map<string, number>()
  for (const quantity of Object.values(quantities)) {
    const basis = quantity.assumed_value ? 'assumed (default of the format)' : quantity.basis
    counts.set(basis, (counts.get(basis) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])
}

/** Whether something speaks of this issue or conflict. */
export function isAbout(one: { subject: Subject }, kind: 'issue' | 'conflict', id: string | undefined): boolean {
  return one.subject.kind === kind && one.subject.id === id
}

/** A sentence of the answer without its head, under a heading that has it. */
export function alone(sentence: Sentence): string {
  return sentence.text.charAt(0).toUpperCase() + sentence.text.slice(1)
}
