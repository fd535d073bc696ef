import type { Signs, ViewResult } from '../generated'

export interface Place {
  x: number
  y: number
}

/**
 * Places of actors that do not move between scenarios: the blocs of the baseline's first optimum on two arcs that face
 * each other, actors without ties in the middle.
 */
export function places(baseline: ViewResult): Map<string, Place> {
  const [left = [], right = []] = baseline.optima[0] ?? [baseline.actors]
  const placed = new Map<string, Place>()
  const arc = (actors: string[], centre: number) => {
    const spread = Math.min(Math.PI * 0.8, 0.62 * actors.length)
    actors.forEach((actor, i) => {
      const turn = actors.length > 1 ? (i / (actors.length - 1) - 0.5) * spread : 0
      placed.set(actor, { x: Math.cos(centre + turn) * 1.25, y: Math.sin(centre + turn) })
    })
  }
  if (right.length === 0) {
    left.forEach((actor, i) => {
      const turn = (2 * Math.PI * i) / left.length - Math.PI / 2
      placed.set(actor, { x: Math.cos(turn) * 1.25, y: Math.sin(turn) })
    })
  } else {
    arc([...left].reverse(), Math.PI)
    arc(right, 0)
  }
  const rest = baseline.actors.filter((actor) => !placed.has(actor))
  rest.forEach((actor, i) => placed.set(actor, { x: 0, y: (i + 1) / (rest.length + 1) - 0.5 }))
  return placed
}

export type Side = 'first' | 'second' | 'either' | 'none'

/** On which side of the best partitions an actor stands: `either` where they differ. */
export function side(view: ViewResult, actor: string): Side {
  const anchor = view.optima[0]?.[0]?.[0]
  const sides = new Set<Side>(
    view.optima.map((blocs) => {
      const home = blocs.find((bloc) => bloc.includes(actor))
      if (!home || anchor === undefined) return 'none'
      return home.includes(anchor) ? 'first' : 'second'
    }),
  )
  if (sides.size !== 1) return sides.size === 0 ? 'none' : 'either'
  return [...sides][0] ?? 'none'
}

/** What is to be said before anything is said of balance; nothing where both signs are there. */
export const ONE_SIGN: Record<Signs, string> = {
  both: '',
  none: 'no tie has a weight other than 0',
  'none-hostile': 'no tie is hostile: a network of friends alone is balanced, whatever its ties',
  'none-friendly':
    'no tie is friendly: with any number of blocs a network of opponents alone is balanced, whatever its ties',
}
