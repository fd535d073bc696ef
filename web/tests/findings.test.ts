import { describe, expect, it } from 'vitest'
import { fileName, toCsv } from '../src/lib/download'
import { behind, format, frequency, pair, ranked, subject, whole } from '../src/lib/findings'
import { places, side } from '../src/lib/network'
import type { Finding, ViewResult } from '../src/generated'
import { empty, scenario } from './made'

const finding = (id: string, probability: number): Finding => ({
  id,
  label: id,
  kind: 'probability',
  at_mode: null,
  provenance: 0,
  drivers: [],
  probability: { probability, mc_error: 0, low: 0, high: 1, draws: 100 },
})

const view = (optima: string[][][]): ViewResult => ({
  id: 'v',
  title: 'v',
  combine: 'mean',
  weights: 'affinity',
  actors: ['A', 'B', 'C', 'D'],
  ties: [],
  unknown: [],
  optima,
  optima_count: optima.length,
  triads: [],
  figure: null,
  signs: 'both',
  structure: null,
})

describe('numbers', () => {
  it('are short, and a negative zero is a zero', () => {
    expect([format(0.12345), format(-0.0001), format(123.456), format(null), format(-1.5)]).toEqual([
      '0.123',
      '0.000',
      '123.5',
      '–',
      '−1.500',
    ])
  })
  it('never call a frequency certain', () => {
    expect(frequency(1, 10000)).toBe('all 10,000 draws')
    expect(frequency(0, 10000)).toBe('none of 10,000 draws')
    expect([frequency(0.999, 10000), frequency(0.001, 10000), frequency(0.5, 1)]).toEqual(['>0.99', '<0.01', '0.50'])
  })
})

describe('names', () => {
  it('put a pair in alphabetical order, as the program does', () => {
    expect([pair('RUS', 'CHN', '-'), pair('A', 'B', '+')]).toEqual(['CHN-RUS', 'A+B'])
  })
  it('are read out of ids', () => {
    expect(subject('geometry.v.lean:A:B:C')).toBe('A:B:C')
  })
  it('make safe file names', () => {
    expect([fileName('Who ends up with whom?', 'csv'), fileName('¶', 'svg')]).toEqual([
      'who-ends-up-with-whom.csv',
      'figure.svg',
    ])
  })
})

describe('order', () => {
  it('puts the most frequent first and breaks ties by name', () => {
    expect(ranked([finding('b', 0.2), finding('a', 0.2), finding('c', 0.6)]).map((f) => f.id)).toEqual(['c', 'a', 'b'])
  })
})

describe('what an assessment leaves out', () => {
  const zero = { pairs: 100, mean: 0, mc_error: 0, p05: 0, p50: 0, p95: 0, above: 0, equal: 1 }
  const made = () => {
    const [base, other] = [scenario('x'), scenario('y')]
    base.findings = [finding('a', 0.2), finding('b', 0.4), finding('c', 0.6)]
    other.findings = [{ ...finding('d', 0.1), provenance: 1 }]
    other.unchanged = [2, null, 0]
    return whole({
      ...empty(),
      scenarios: { baseline: base, other },
      provenance: [{ quantities: ['q'], claims: ['C'] }],
    })
  }
  it('is put back from the baseline in the order of the scenario, without a difference', () => {
    const found = made().scenarios['other']?.findings ?? []
    expect(found.map((one) => [one.id, one.difference])).toEqual([
      ['c', zero],
      ['d', undefined],
      ['a', zero],
    ])
  })
  it('has nothing behind a finding of no set', () => {
    const page = made()
    expect(behind(page, finding('a', 1)).claims).toEqual(['C'])
    expect(behind(page, { ...finding('a', 1), provenance: 7 }).claims).toEqual([])
  })
})

describe('csv', () => {
  it('quotes what needs it and disarms formulas', () => {
    expect(
      toCsv([
        { a: 'x,"y"', b: 1 },
        { a: '=SUM(A1)', b: null },
      ]),
    ).toBe('a,b\n"x,""y""",1\n\'=SUM(A1),\n')
  })
  it('keeps negative numbers numbers', () => {
    expect(toCsv([{ a: -0.5 }])).toBe('a\n-0.5\n')
  })
})

describe('network', () => {
  it('places every actor once, whatever the optima', () => {
    for (const optima of [
      [],
      [
        [
          ['A', 'B'],
          ['C', 'D'],
        ],
      ],
      [[['A', 'B', 'C', 'D']]],
      [[['A'], ['B']]],
    ]) {
      const placed = places(view(optima))
      expect([...placed.keys()].sort()).toEqual(['A', 'B', 'C', 'D'])
      expect(new Set([...placed.values()].map((p) => `${p.x.toFixed(6)},${p.y.toFixed(6)}`)).size).toBe(4)
    }
  })
  it('says where the best divisions differ', () => {
    const two = view([[['A', 'B'], ['C']], [['A', 'B', 'C']]])
    expect(['A', 'B', 'C', 'D'].map((actor) => side(two, actor))).toEqual(['first', 'first', 'either', 'none'])
  })
})
