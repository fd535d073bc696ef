import { describe, expect, it } from 'vitest'
import type { IssueResult, Summary } from '../src/generated'
import { apart, at, density, points, radius } from '../src/lib/bargain'

const stake = (actor: string, position: number, capability: number) => ({
  actor,
  position,
  capability,
  salience: 50,
  share: 0.5,
  pull: 0,
  without: null,
})
const issue = {
  actors: [stake('A', 0, 1), stake('B', 100, 4)],
  rounds: {
    smp: [
      [0, 100],
      [20, 90],
    ],
  },
} as unknown as IssueResult

describe('bargaining', () => {
  it('follows positions turn by turn', () => {
    expect([...at(issue, 1)]).toEqual([
      ['A', 20],
      ['B', 90],
    ])
    expect(at(issue, 9).get('B')).toBe(90)
    expect(at({ ...issue, rounds: {} }, 3).get('A')).toBe(0)
  })
  it('draws capability as area', () => {
    expect(radius(issue.actors[1]!, issue.actors, 12)).toBe(12)
    expect(radius(issue.actors[0]!, issue.actors, 12)).toBe(6)
  })
  it('scales a density to its height', () => {
    const summary = { histogram: { min: 10, max: 20, counts: [1, 4] } } as unknown as Summary
    expect(density(summary, 40)).toEqual([
      { from: 10, to: 15, y: 10 },
      { from: 15, to: 20, y: 40 },
    ])
    expect(density({ histogram: { min: 5, max: 5, counts: [7] } } as unknown as Summary, 40)).toHaveLength(1)
    expect(density(undefined, 40)).toEqual([])
  })
  it('pushes labels apart', () => {
    const ends = apart(
      [
        { name: 'A', y: 50 },
        { name: 'B', y: 50 },
        { name: 'C', y: 99 },
        { name: 'D', y: 99 },
      ],
      6,
    )
    for (let place = 1; place < ends.length; place += 1)
      expect(ends[place]!.y - ends[place - 1]!.y).toBeGreaterThanOrEqual(6)
    expect(ends.at(-1)!.y).toBeLessThanOrEqual(100)
    expect([points(null), points(1.25)]).toEqual(['–', '1.3'])
  })
})
