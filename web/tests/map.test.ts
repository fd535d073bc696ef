import { describe, expect, it } from 'vitest'
import type { ReachPlace } from '../src/generated'
import {
  bases,
  borders,
  circle,
  contested,
  disputes,
  flat,
  ground,
  labels,
  lines,
  middle,
  path,
  rings,
  towards,
  type Land,
} from '../src/lib/map'

const place = (id: string, lat: number, lon: number, more: Partial<ReachPlace> = {}): ReachPlace => ({
  id,
  name: id,
  kind: 'city',
  lat,
  lon,
  status: 'standing',
  nominal: false,
  ...more,
})

/** A square island with a border through it. */
const land: Land = {
  told: 'made',
  arcs: [
    [0, 0, 1000, 0],
    [1000, 0, 0, 1000, -1000, 0, 0, -1000],
  ],
  land: [[[0, 1]]],
  borders: [0],
}

describe('the map', () => {
  it('keeps distances and directions from its middle', () => {
    const [x, y] = flat([126.5, 39.5], [139.76, 35.68])
    expect(Math.abs(Math.hypot(x, y) - 1244)).toBeLessThan(6)
    expect(x).toBeGreaterThan(0)
    expect(y).toBeGreaterThan(0)
    expect(flat([0, 0], [0, 0])).toEqual([0, 0])
    const end = towards([126.5, 39.5], 90, 1000)
    expect(Math.hypot(...flat([126.5, 39.5], end))).toBeCloseTo(1000, 6)
    for (const point of circle([179, 80], 1500)) expect(Math.hypot(...flat([179, 80], point))).toBeCloseTo(1500, 6)
  })

  it('reads lines by steps, and rings of lines that may run backwards', () => {
    expect(lines(land)[0]).toEqual([
      [0, 0],
      [10, 0],
    ])
    expect(rings(land)[0]).toHaveLength(6)
    expect(rings({ ...land, land: [[[~0]]] })[0]).toEqual([
      [10, 0],
      [0, 0],
    ])
    expect(path([])).toBe('')
  })

  it('draws what is near, and what lies around the far side inside out', () => {
    expect(ground([5, 5], rings(land), 2000)).toMatch(/^M.*Z$/)
    expect(ground([100, 5], rings(land), 2000)).toBe('')
    expect(ground([-175, -5], rings(land), 20000)).toContain('A')
    expect(borders([5, 5], land, 2000)).toMatch(/^M[^Z]*$/)
  })

  it('puts what stands before what is planned, and knows what several claim', () => {
    const reach = {
      places: [
        place('planned', 0, 0, { range_km: [1, 2, 3], status: 'planned' }),
        place('stands', 0, 1, { range_km: [1, 2, 3] }),
        place('city', 0, 2),
      ],
      reaches: [],
      overlaps: [],
      routes: [],
    }
    expect(bases(reach).map(({ id }) => id)).toEqual(['stands', 'planned'])
    expect(middle(reach.places).at).toEqual([1, 0])
    expect(middle([]).km).toBe(1000)
    expect(contested(place('a', 0, 0, { holder: 'A', claimants: ['A', 'B'] }))).toBe(true)
    expect(contested(place('a', 0, 0, { holder: 'A' }))).toBe(false)
    const both = { holder: 'A', claimants: ['A', 'B'] }
    expect(disputes([place('x', 0, 0, both), place('y', 0, 0, both), place('z', 0, 0)])).toEqual([
      { who: 'A, B', places: 'x, y' },
    ])
  })

  it('lets no label run into another', () => {
    const at = (x: number, y: number, id: string) => ({ place: place(id, 0, 0), x, y })
    const put = labels([at(50, 50, 'first'), at(390, 90, 'edge (a cape)')], 12, [400, 100])
    expect(put.map(({ text, anchor }) => `${text} ${anchor}`)).toEqual(['first start', 'edge end'])
    const crowd = [50, 51, 52, 53, 54].map((y) => at(200, y, `place ${y}`))
    expect(labels(crowd, 12, [400, 100]).length).toBeLessThan(5)
    expect(labels([at(50, 50, 'first')], 12, [400, 100], [[0, 0, 400, 100]])).toEqual([])
  })
})
