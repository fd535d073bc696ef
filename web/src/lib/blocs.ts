// Where the actors of a network stand in the figure of page one: two sides on arcs that face each other, those on no side below.

import type { ViewResult } from '../generated'

export interface Standing {
  actor: string
  x: number
  y: number
  /** Place of its side; nothing for those on no side. */
  side: number | null
  /** Whether it has ties at all. */
  tied: boolean
}

export const SIZE = { width: 400, height: 384 }

/** Two sides on arcs; more on a circle, one beside the other. */
export function standings(view: ViewResult, sides: string[][], open: string[]): Standing[] {
  const tied = (actor: string) => view.ties.some((tie) => tie.a === actor || tie.b === actor)
  const two = sides.length <= 2
  const placed = sides.flatMap((actors, side) =>
    actors.map((actor, place) => {
      const at = two
        ? onArc(side, place, actors.length)
        : onCircle(sides.slice(0, side).flat().length + place, sides.flat().length)
      return { actor, ...at, side, tied: tied(actor) }
    }),
  )
  const rest = view.actors.filter((actor) => open.includes(actor) || !sides.flat().includes(actor))
  const below = rest.map((actor, place) => ({
    actor,
    x: SIZE.width / 2 + (place - (rest.length - 1) / 2) * 110,
    y: two ? 338 : SIZE.height / 2 - 16,
    side: null,
    tied: tied(actor),
  }))
  return [...placed, ...below]
}

/** The middle of an arc stands farther out than its ends. */
function onArc(side: number, place: number, count: number): { x: number; y: number } {
  const turn = count === 1 ? 0.5 : place / (count - 1)
  const out = 128 - 70 * Math.sin(Math.PI * Math.min(Math.max(turn, 0.08), 0.92))
  return { x: side === 0 ? out : SIZE.width - out, y: 58 + 236 * turn }
}

function onCircle(place: number, count: number): { x: number; y: number } {
  const turn = (2 * Math.PI * place) / count - Math.PI / 2
  return { x: SIZE.width / 2 + 140 * Math.cos(turn), y: SIZE.height / 2 - 12 + 140 * Math.sin(turn) }
}

/** What binds an actor to each side: its ties to those of the side, added up. */
export function pulls(view: ViewResult, actor: string, sides: string[][]): { side: string[]; ties: number[] }[] {
  return sides.map((side) => {
    const to = view.ties.filter(
      (tie) => (tie.a === actor && side.includes(tie.b)) || (tie.b === actor && side.includes(tie.a)),
    )
    const other = (tie: { a: string; b: string }) => (tie.a === actor ? tie.b : tie.a)
    return { side: to.map(other), ties: to.map((tie) => tie.affinity) }
  })
}
