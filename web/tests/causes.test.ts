import { describe, expect, it } from 'vitest'
import type { TrajectoryResult, LinkResult, MovedResult } from '../src/generated'
import { fanRows, picture, shortName } from '../src/lib/causes'

const fan = { at_mode: [0, 1], mean: [0, 0.9], p05: [0, 0.5], p50: [0, 1], p95: [0, 1] }
const moved = (quantity: string, through: string[], first: number | null, after = 1): MovedResult => ({
  quantity,
  words: '',
  before: 0,
  after,
  share_of_range: 1,
  mean_change: 1,
  rises: 1,
  falls: 0,
  first,
  trajectory: fan,
  paths: [{ through, links: through.slice(1), contribution: 1, lag: 0, claims: [] }],
  paths_cut: false,
  remainder: 0,
  sign: 'rise',
  without: [],
})
const link = (cause: string, effect: string): LinkResult => ({
  id: cause + effect,
  cause,
  effect,
  gain: 0.5,
  natural: 0.5,
  lag: 1,
  probability: 1,
  on_loop: false,
  claims: [],
})

describe('the picture of a what-if', () => {
  const trajectory: TrajectoryResult = {
    horizon: 1,
    saturated: 0,
    findings: [],
    moved: [moved('b', ['a', 'b'], 1), moved('c', ['a', 'b', 'c'], 2, -1), moved('d', ['a', 'd'], null)],
  }
  const { nodes, edges } = picture(trajectory, [link('a', 'b'), link('b', 'c'), link('c', 'b'), link('a', 'x')])

  it('runs from what was changed to what moves, and leaves out what does not', () => {
    expect(nodes.map((node) => [node.id, node.x])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ])
    expect(nodes.map((node) => node.changed)).toEqual([true, false, false])
    expect(nodes[2]?.rises).toBe(false)
  })

  it('has the links between them alone', () => {
    expect(edges.map((edge) => edge.id)).toEqual(['ab', 'bc', 'cb'])
  })

  it('keeps an undefined end of a fan undefined', () => {
    expect(fanRows({ ...fan, p95: [0, null] })[1]).toEqual({ year: 1, mode: 1, mean: 0.9, low: 0.5, high: null })
    expect(shortName('factor.shield')).toBe('shield')
  })
})
