import { describe, expect, it } from 'vitest'
import type { ConflictResult } from '../src/generated'
import { byConcept, held, label, places, route, shown, taken } from '../src/lib/conflict'

const conflict = {
  states: ['00', '10', '01', '11'],
  taken: [[], ['a'], ['b'], ['a', 'b']],
  status_quo: 1,
  decision_makers: ['A', 'B'],
  equilibria: { nash: [4], gmr: [1, 4] },
  stability: { nash: { A: '0011', B: '0101' } },
  paths: [
    {
      from: 1,
      to: 4,
      moves: [
        { decision_maker: 'A', state: 2 },
        { decision_maker: 'B', state: 4 },
      ],
      improvements: null,
    },
  ],
} as unknown as ConflictResult

describe('conflicts', () => {
  it('names states and what is taken in them', () => {
    expect([label(conflict, 2), taken(conflict, 1), taken(conflict, 4)]).toEqual(['10', 'nothing taken', 'a, b'])
  })
  it('says whom a state holds', () => {
    expect([held(conflict, 'nash', 4), held(conflict, 'nash', 1), held(conflict, 'seq', 1)]).toEqual([
      ['A', 'B'],
      [],
      [],
    ])
  })
  it('tells ways, and that there is none', () => {
    expect(route(conflict, conflict.paths[0]?.moves ?? null)).toBe('A to 10, B to 11')
    expect(route(conflict, null)).toBe('no way')
    expect(byConcept(conflict, { gmr: [1], nash: [4] })).toBe('Nash: 11; GMR: 00')
  })
  it('shows what matters of a large conflict', () => {
    expect(shown(conflict, () => false)).toEqual([1, 2, 3, 4])
    expect(shown(conflict, (state) => state === 3, 3)).toEqual([1, 2, 3, 4])
    expect(shown(conflict, () => false, 3)).toEqual([1, 2, 4])
  })
  it('places states by the number of options taken', () => {
    const found = places(conflict, [1, 2, 3, 4])
    expect([1, 2, 3, 4].map((state) => found.get(state)?.x)).toEqual([0, 1, 1, 2])
    expect(found.get(2)?.y).not.toBe(found.get(3)?.y)
  })
})
