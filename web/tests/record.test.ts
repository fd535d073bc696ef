import { describe, expect, it } from 'vitest'
import type { Assessment, RecordResult, RecordVerdict } from '../src/generated'
import { curves, marks, verdicts } from '../src/lib/record'

const pair = (a: string, b: string, verdict: RecordVerdict, events: string[] = []): RecordResult['pairs'][number] => ({
  a,
  b,
  verdict,
  events,
  data: [-0.9, -0.7, -0.5],
  data_claims: [],
  text: null,
  text_claims: [],
  spells: [{ since: 1950, until: 1953, affinity: [-0.9, -0.7, -0.5], note: '', claims: [] }],
})
const record: RecordResult = {
  rule: 'r',
  title: '',
  dimension: 'record',
  compare: null,
  latent: false,
  terms: [],
  pairs: [pair('A', 'B', 'agree', ['E1', 'E2']), pair('A', 'C', 'agree'), pair('B', 'C', 'apart', ['E3'])],
}
const event = (id: string, dates: string): Assessment['events'][number] => ({
  id,
  dates,
  actors: [],
  targets: [],
  action: '',
  class: '',
  claims: [],
})

describe('record', () => {
  it('draws a spell to the end of its last year', () => {
    expect(curves(record)[0]).toEqual({
      pair: 'A–B',
      since: 1950,
      until: 1953,
      end: 1954,
      low: -0.9,
      mode: -0.7,
      high: -0.5,
    })
  })
  it('marks events that have a year, at their pair', () => {
    const found = marks(record, [event('E1', '1998-08 to 1999'), event('E2', ''), event('E3', '2000')])
    expect(found).toEqual([
      { pair: 'A–B', year: 1998, event: 'E1' },
      { pair: 'B–C', year: 2000, event: 'E3' },
    ])
  })
  it('counts verdicts', () => {
    expect(verdicts(record)).toEqual({ agree: 2, apart: 1 })
  })
})
