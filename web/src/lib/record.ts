import type { Assessment, RecordResult } from '../generated'

/** A stretch of years of one pair, as it is drawn: `end` is where the last year ends. */
export interface Curve {
  pair: string
  since: number
  until: number
  end: number
  low: number
  mode: number
  high: number
}

/** Every spell of every pair. */
export function curves(record: RecordResult): Curve[] {
  return record.pairs.flatMap((pair) =>
    pair.spells.map((spell) => ({
      pair: `${pair.a}–${pair.b}`,
      since: spell.since,
      until: spell.until,
      end: spell.until + 1,
      low: spell.affinity[0],
      mode: spell.affinity[1],
      high: spell.affinity[2],
    })),
  )
}

/** Events between the two of a pair, at the year with which their dates begin. */
export function marks(
  record: RecordResult,
  events: Assessment['events'],
): { pair: string; year: number; event: string }[] {
  const years = new Map(events.map((event) => [event.id, Number(event.dates.slice(0, 4))]))
  return record.pairs.flatMap((pair) =>
    pair.events
      .map((event) => ({ pair: `${pair.a}–${pair.b}`, year: years.get(event) ?? NaN, event }))
      .filter((mark) => Number.isFinite(mark.year) && mark.year > 0),
  )
}

/** How many pairs have each verdict. */
export function verdicts(record: RecordResult): Partial<Record<string, number>> {
  const counts: Partial<Record<string, number>> = {}
  for (const pair of record.pairs) counts[pair.verdict] = (counts[pair.verdict] ?? 0) + 1
  return counts
}
