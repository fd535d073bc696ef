import type { IssueResult, StakeResult, Summary } from '../generated'

export type Model = 'compromise' | 'median' | 'mean' | 'nash' | 'smp' | 'eum' | 'exchange'

export const MODELS: [Model, string][] = [
  ['compromise', 'compromise'],
  ['median', 'weighted median'],
  ['mean', 'plain mean'],
  ['nash', 'Nash bargaining'],
  ['smp', 'challenge (spatial)'],
  ['eum', 'challenge (expected utility)'],
  ['exchange', 'exchange'],
]

/** A point on a scale of 0 to 100. */
export function points(x: number | null | undefined): string {
  return x === null || x === undefined || Number.isNaN(x) ? '–' : x.toFixed(1)
}

/** Where each actor stands after a turn; the start where there are no turns. */
export function at(issue: IssueResult, turn: number): Map<string, number> {
  const rounds = issue.rounds.smp ?? []
  const positions = rounds[Math.min(turn, rounds.length - 1)]
  return new Map(issue.actors.map((actor, place) => [actor.actor, positions?.[place] ?? actor.position]))
}

/** Radius of a mark so that its area goes with capability. */
export function radius(actor: StakeResult, actors: StakeResult[], largest: number): number {
  const most = Math.max(...actors.map((other) => other.capability), 1e-9)
  return Math.max(3, largest * Math.sqrt(actor.capability / most))
}

/** Bins of a density, scaled so that the highest reaches `height`. */
export function density(summary: Summary | undefined, height: number): { from: number; to: number; y: number }[] {
  if (!summary) return []
  const { min, max, counts } = summary.histogram
  const most = Math.max(...counts)
  const step = (max - min) / counts.length
  if (step === 0) return [{ from: min - 0.4, to: min + 0.4, y: height }]
  return counts.map((count, place) => ({
    from: min + place * step,
    to: min + (place + 1) * step,
    y: (height * count) / most,
  }))
}

/** Labels at the right end of lines, pushed apart so that none hides another. */
export function apart(ends: { name: string; y: number }[], least: number): { name: string; y: number }[] {
  const sorted = [...ends].sort((a, b) => a.y - b.y || a.name.localeCompare(b.name))
  for (let place = 1; place < sorted.length; place += 1) {
    const [before, here] = [sorted[place - 1], sorted[place]]
    if (before && here && here.y < before.y + least) sorted[place] = { ...here, y: before.y + least }
  }
  // What went over the top comes back down as a block.
  const over = (sorted.at(-1)?.y ?? 0) - 100
  return over > 0 ? sorted.map((end) => ({ ...end, y: Math.max(end.y - over, 0) })) : sorted
}
