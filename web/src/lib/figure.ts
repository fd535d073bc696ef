// The numbers of an answer's figure as rows, for its table and its downloads.

import type { Shown, ViewResult } from '../generated'
import type { Row } from './download'

export function rowsOf(shows: Shown, view: ViewResult | undefined, name: (actor: string) => string): Row[] {
  switch (shows.kind) {
    case 'network':
      return (view?.ties ?? []).map((tie) => ({
        actor: name(tie.a),
        other: name(tie.b),
        affinity: tie.affinity,
        low: tie.low,
        high: tie.high,
      }))
    case 'shares':
      return shows.rows.map(({ label, share, draws }) => ({ what: label, share, draws }))
    case 'intervals':
      return shows.rows.map(({ label, low, middle, high, was }) => ({ what: label, low, middle, high, was }))
    case 'lines':
      return shows.rows.flatMap(({ label, from, values }) =>
        values.map((value, place) => ({ what: label, [shows.period]: from + place, value })),
      )
    case 'map': {
      const { places, reaches } = shows.reach
      const named = (id: string) => places.find((place) => place.id === id)?.name ?? id
      return reaches.map(({ from, to, km, within, share }) => ({
        from: named(from),
        to: named(to),
        km,
        within,
        share,
      }))
    }
    case 'table':
      return shows.rows.map((cells) =>
        Object.fromEntries(shows.columns.map((column, place) => [column, cells[place] ?? ''])),
      )
  }
}
