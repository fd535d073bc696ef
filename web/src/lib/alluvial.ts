// Camps as a flow between periods: a block for each side of each period, a stream for the actors that two blocks share.

import type { PeriodResult } from '../generated'

export const STEP = 118
export const WIDE = 10
export const HEIGHT = 260
const GAP = 22

export interface Block {
  x: number
  y: number
  height: number
  side: number
  actors: string[]
  labels: { text: string; y: number }[]
}
export interface Stream {
  path: string
  side: number
  moved: boolean
  actors: string[]
}

/** The two sides of a period, connected parts put together in their order. */
export function sides(period: PeriodResult): [string[], string[]] {
  return [0, 1].map((side) => period.camps.flatMap((camps) => camps[side as 0 | 1]).sort()) as [string[], string[]]
}

export function flows(periods: PeriodResult[]): { blocks: Block[]; streams: Stream[] } {
  const largest = Math.max(1, ...periods.map((period) => sides(period).flat().length))
  const unit = (HEIGHT - GAP) / largest
  const columns = periods.map((period, column) => {
    let y = 0
    return sides(period).map((actors, side) => {
      const block = { x: column * STEP, y, height: actors.length * unit, side, actors, labels: labels(actors, y, unit) }
      y += block.height + GAP
      return block
    })
  })
  const streams: Stream[] = []
  columns.slice(1).forEach((column, i) => {
    for (const from of columns[i] ?? []) {
      for (const to of column) {
        const shared = from.actors.filter((actor) => to.actors.includes(actor))
        if (shared.length === 0) continue
        const before = column
          .filter((other) => other.side < to.side)
          .reduce((sum, other) => sum + from.actors.filter((actor) => other.actors.includes(actor)).length, 0)
        const earlier = (columns[i] ?? [])
          .filter((other) => other.side < from.side)
          .reduce((sum, other) => sum + to.actors.filter((actor) => other.actors.includes(actor)).length, 0)
        const [y1, y2, height] = [from.y + before * unit, to.y + earlier * unit, shared.length * unit]
        const [x1, x2] = [from.x + WIDE, to.x]
        const middle = (x1 + x2) / 2
        streams.push({
          path: `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}V${y2 + height}C${middle},${y2 + height} ${middle},${y1 + height} ${x1},${y1 + height}Z`,
          side: to.side,
          moved: from.side !== to.side,
          actors: shared,
        })
      }
    }
  })
  return { blocks: columns.flat().filter((block) => block.actors.length > 0), streams }
}

/** Names beside a block, as many as fit. */
function labels(actors: string[], y: number, unit: number): { text: string; y: number }[] {
  const line = 13
  const lines = Math.max(1, Math.floor((actors.length * unit) / line))
  const each = Math.max(1, Math.ceil(actors.length / lines))
  const rows: { text: string; y: number }[] = []
  for (let start = 0; start < actors.length; start += each)
    rows.push({ text: actors.slice(start, start + each).join(' '), y: y + line * (rows.length + 0.85) })
  return rows
}
