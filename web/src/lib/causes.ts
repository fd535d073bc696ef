import type { TrajectoryResult, LinkResult, MovedResult } from '../generated'

/** A node of the picture of a what-if: where it stands, and what happens to it. */
export interface Placed {
  id: string
  x: number
  y: number
  rises: boolean
  changed: boolean
  moved: MovedResult | undefined
}

/** What a quantity is called in a figure. */
export function shortName(path: string): string {
  return path
    .replace(/^factor\./, '')
    .replace(/^tie\./, '')
    .replace(/^issue\./, '')
}

/** Quantities that the what-if moves or changes, by the period in which they first move, and the links between them. */
export function picture(
  trajectory: TrajectoryResult,
  links: LinkResult[],
  most = 24,
): { nodes: Placed[]; edges: LinkResult[] } {
  const moving = trajectory.moved.filter((one) => one.first !== null).slice(0, most)
  const by = new Map(moving.map((one) => [one.quantity, one]))
  const changed = new Set(
    moving.flatMap((one) => one.paths.map((path) => path.through[0] ?? '')).filter((id) => id !== ''),
  )
  const ids = [...new Set([...changed, ...by.keys()])]
  const inside = new Set(ids)
  const edges = links.filter((link) => inside.has(link.cause) && inside.has(link.effect))
  // Columns by steps from what was changed, so that arrows run to the right wherever they can.
  const step = new Map<string, number>([...changed].map((id) => [id, 0]))
  let open = [...changed]
  while (open.length > 0) {
    const next: string[] = []
    for (const id of open) {
      for (const edge of edges) {
        if (edge.cause === id && !step.has(edge.effect)) {
          step.set(edge.effect, (step.get(id) ?? 0) + 1)
          next.push(edge.effect)
        }
      }
    }
    open = next
  }
  const columns = new Map<number, string[]>()
  for (const id of ids) {
    const column = step.get(id) ?? 0
    columns.set(column, [...(columns.get(column) ?? []), id])
  }
  const nodes: Placed[] = []
  for (const [column, members] of columns) {
    members.forEach((id, row) => {
      const moved = by.get(id)
      // Every second column half a row lower: names do not run into each other.
      const y = row - (members.length - 1) / 2 + (column % 2) * 0.3
      nodes.push({
        id,
        x: column,
        y,
        rises: (moved?.after ?? 0) >= (moved?.before ?? 0),
        changed: changed.has(id),
        moved,
      })
    })
  }
  return { nodes, edges }
}

/** A fan as rows of a chart. */
export function fanRows(trajectory: {
  at_mode: number[]
  mean: (number | null)[]
  p05: (number | null)[]
  p95: (number | null)[]
}) {
  return trajectory.at_mode.map((mode, year) => ({
    year,
    mode,
    mean: trajectory.mean[year] ?? null,
    low: trajectory.p05[year] ?? null,
    high: trajectory.p95[year] ?? null,
  }))
}
