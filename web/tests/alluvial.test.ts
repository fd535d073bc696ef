import { describe, expect, it } from 'vitest'
import type { PeriodResult } from '../src/generated'
import { flows, HEIGHT, sides } from '../src/lib/alluvial'

const period = (name: string, one: string[], other: string[]): PeriodResult =>
  ({ period: name, camps: [[one, other]] }) as unknown as PeriodResult

describe('camps as a flow', () => {
  const periods = [period('1', ['A', 'B', 'C'], ['D']), period('2', ['A', 'B'], ['C', 'D', 'E'])]
  const { blocks, streams } = flows(periods)

  it('draws a block for each side and a stream for the actors that two blocks share', () => {
    expect(blocks.map((block) => block.actors.join(''))).toEqual(['ABC', 'D', 'AB', 'CDE'])
    expect(streams.map((stream) => [stream.actors.join(''), stream.moved])).toEqual([
      ['AB', false],
      ['C', true],
      ['D', false],
    ])
  })

  it('keeps inside its height and puts streams of one block one under the other', () => {
    for (const block of blocks) expect(block.y + block.height).toBeLessThanOrEqual(HEIGHT + 1e-9)
    const tops = streams.map((stream) => Number(/^M[\d.]+,([\d.]+)C/.exec(stream.path)?.[1]))
    expect(tops[1]).toBeGreaterThan(tops[0] ?? NaN)
  })

  it('puts connected parts together and copes with nobody', () => {
    const apart = {
      period: '3',
      camps: [
        [['A'], ['B']],
        [['C'], []],
      ],
    } as unknown as PeriodResult
    expect(sides(apart)).toEqual([['A', 'C'], ['B']])
    expect(flows([{ period: '0', camps: [] } as unknown as PeriodResult]).blocks).toEqual([])
  })
})
