import type { Concept, ConflictResult, StepResult } from '../generated'

export const CONCEPTS: [Concept, string, string][] = [
  ['nash', 'Nash', 'nobody can do better by a move of its own'],
  ['seq', 'SEQ', 'every gain would be answered by moves that the others gain by'],
  ['smr', 'SMR', 'every gain could be answered, and the answer cannot be escaped'],
  ['gmr', 'GMR', 'every gain could be answered by some moves of the others'],
  ['sseq', 'SSEQ', 'answers that the others gain by, and that cannot be escaped'],
  ['sim', 'SIM', 'a gain fails when others move to their own gain at the same moment'],
]

/** Name of a concept in tables. */
export function title(concept: string): string {
  return CONCEPTS.find(([id]) => id === concept)?.[1] ?? concept
}

/** Name of a state, numbered from 1. */
export function label(conflict: ConflictResult, state: number): string {
  return conflict.states[state - 1] ?? String(state)
}

/** The options taken in a state, in words. */
export function taken(conflict: ConflictResult, state: number): string {
  const list = conflict.taken[state - 1] ?? []
  return list.length === 0 ? 'nothing taken' : list.join(', ')
}

export function holds(conflict: ConflictResult, concept: Concept, state: number): boolean {
  return conflict.equilibria[concept]?.includes(state) ?? false
}

/** Decision makers that a state holds. */
export function held(conflict: ConflictResult, concept: Concept, state: number): string[] {
  return conflict.decision_makers.filter((dm) => conflict.stability[concept]?.[dm]?.[state - 1] === '1')
}

export function route(conflict: ConflictResult, steps: StepResult[] | null): string {
  return steps === null
    ? 'no way'
    : steps.map((step) => `${step.decision_maker} to ${label(conflict, step.state)}`).join(', ')
}

/** States by concept: `Nash: 000, 111; SEQ: 010`. */
export function byConcept(conflict: ConflictResult, map: Partial<Record<Concept, number[]>>): string {
  return CONCEPTS.filter(([concept]) => map[concept]?.length)
    .map(([concept, title]) => `${title}: ${map[concept]?.map((state) => label(conflict, state)).join(', ')}`)
    .join('; ')
}

/** States to show: all of few, else the start, those that hold somewhere (`often` says so of draws), and what lies on the ways there. */
export function shown(conflict: ConflictResult, often: (state: number) => boolean, most = 16): number[] {
  const all = conflict.states.map((_, place) => place + 1)
  if (all.length <= most) return all
  const kept = new Set<number>(conflict.status_quo === null ? [] : [conflict.status_quo])
  for (const states of Object.values(conflict.equilibria)) states?.forEach((state) => kept.add(state))
  for (const path of conflict.paths) (path.improvements ?? path.moves ?? []).forEach((step) => kept.add(step.state))
  return all.filter((state) => kept.has(state) || often(state))
}

/** Places in columns by the number of options taken, so that a move of one option goes one column on. */
export function places(conflict: ConflictResult, states: number[]): Map<number, { x: number; y: number }> {
  const columns = new Map<number, number[]>()
  for (const state of states) {
    const column = conflict.taken[state - 1]?.length ?? 0
    columns.set(column, [...(columns.get(column) ?? []), state])
  }
  const found = new Map<number, { x: number; y: number }>()
  const order = [...columns.keys()].sort((a, b) => a - b)
  order.forEach((column, x) => {
    const list = columns.get(column) ?? []
    // Neighbouring columns are shifted a little, so that moves over two columns do not hide behind a state.
    list.forEach((state, i) => found.set(state, { x, y: i - (list.length - 1) / 2 + (x % 2 === 1 ? 0.16 : -0.08) }))
  })
  return found
}
