// The map of an answer: places seen from one point, in which distances and directions from that point are true (azimuthal equidistant).

import type { ReachPlace, ReachResult } from '../generated'

/** Land and borders that come with a page; see crates/report/src/map. */
export interface Land {
  told: string
  arcs: number[][]
  land: number[][][]
  borders: number[]
}

/** Longitude and latitude in degrees. */
export type At = [number, number]
/** Kilometres east and south of the middle. */
export type Flat = [number, number]

const EARTH = 6371.0088
const RADIANS = Math.PI / 180

/** Where a point lies, seen from the middle. */
export function flat(middle: At, [lon, lat]: At): Flat {
  const [a, b, turn] = [lat * RADIANS, middle[1] * RADIANS, (lon - middle[0]) * RADIANS]
  const east = Math.cos(a) * Math.sin(turn)
  const north = Math.cos(b) * Math.sin(a) - Math.sin(b) * Math.cos(a) * Math.cos(turn)
  const up = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn)
  const sine = Math.hypot(east, north)
  if (sine < 1e-12) return [0, up < 0 ? EARTH * Math.PI : 0]
  const far = (EARTH * Math.atan2(sine, up)) / sine
  return [east * far, -north * far]
}

/** A point so many km from another, in a direction in degrees from north. */
export function towards([lon, lat]: At, direction: number, km: number): At {
  const [a, d, way] = [lat * RADIANS, km / EARTH, direction * RADIANS]
  const end = Math.asin(Math.sin(a) * Math.cos(d) + Math.cos(a) * Math.sin(d) * Math.cos(way))
  const turn = Math.atan2(Math.sin(way) * Math.sin(d) * Math.cos(a), Math.cos(d) - Math.sin(a) * Math.sin(end))
  return [((lon + turn / RADIANS + 540) % 360) - 180, end / RADIANS]
}

/** Points of a circle around a point, the first once more at its end. */
export function circle(around: At, km: number): At[] {
  return Array.from({ length: 181 }, (_, step) => towards(around, 2 * step, km))
}

/** A path through points; those that the middle sees on the far side of the Earth break it. */
export function path(points: Flat[], close = false): string {
  const texts = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`)
  return texts.length === 0 ? '' : `M${texts.join('L')}${close ? 'Z' : ''}`
}

/** Lines of the land in degrees. */
export function lines(land: Land): At[][] {
  return land.arcs.map((steps) => {
    let [lon, lat] = [0, 0]
    const points: At[] = []
    for (let place = 0; place + 1 < steps.length; place += 2) {
      lon += steps[place] ?? 0
      lat += steps[place + 1] ?? 0
      points.push([lon / 100, lat / 100])
    }
    return points
  })
}

/** Rings of land as lists of points. */
export function rings(land: Land): At[][] {
  const all = lines(land)
  const run = (arc: number) => (arc < 0 ? [...(all[~arc] ?? [])].reverse() : (all[arc] ?? []))
  return land.land.flatMap((polygon) => polygon.map((ring) => ring.flatMap(run)))
}

/** Twice the area that a ring holds, with the sign of its turn. */
function turn(ring: Flat[]): number {
  return ring.reduce((sum, [x, y], place) => {
    const [u, v] = ring[(place + 1) % ring.length] ?? [x, y]
    return sum + x * v - u * y
  }, 0)
}

/** Land seen from the middle as one path; only what comes within `km` of it is in it. */
export function ground(middle: At, all: At[][], km: number): string {
  const opposite: At = [((middle[0] + 360) % 360) - 180, -middle[1]]
  const texts = all.map((ring) => {
    const seen = ring.map((point) => flat(middle, point))
    if (seen.length < 3 || !seen.some(([x, y]) => Math.hypot(x, y) < 1.6 * km)) return ''
    // A ring around the point opposite to the middle is turned inside out: what it holds lies outside of it here.
    const round = Math.abs(turn(seen)) > 0 && inside(opposite, ring)
    const rim = EARTH * Math.PI
    const around = round ? `M${rim} 0A${rim} ${rim} 0 1 1 ${-rim} 0A${rim} ${rim} 0 1 1 ${rim} 0Z` : ''
    return around + path(seen, true)
  })
  return texts.join('')
}

/** Whether a point lies inside a ring, on a map of degrees. */
function inside([x, y]: At, ring: At[]): boolean {
  return ring.reduce((is, [ax, ay], place) => {
    const [bx, by] = ring[(place + 1) % ring.length] ?? [ax, ay]
    const crosses = ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax
    return crosses ? !is : is
  }, false)
}

/** Borders seen from the middle as one path. */
export function borders(middle: At, land: Land, km: number): string {
  const all = lines(land)
  const texts = land.borders.map((arc) => {
    const seen = (all[arc] ?? []).map((point) => flat(middle, point))
    return seen.some(([x, y]) => Math.hypot(x, y) < 1.6 * km) ? path(seen) : ''
  })
  return texts.join('')
}

/** What may be looked at: each reach, or, without any, the places as they are. */
export function bases(reach: ReachResult): ReachPlace[] {
  const ranked = { standing: 0, tested: 1, planned: 2 } as Record<string, number>
  const all = reach.places.filter((place) => place.range_km)
  return [...all].sort((a, b) => (ranked[a.status] ?? 0) - (ranked[b.status] ?? 0))
}

/** The middle of a map without a reach: the place nearest to all others, and how far the others lie. */
export function middle(places: ReachPlace[]): { at: At; km: number } {
  const at = (place: ReachPlace): At => [place.lon, place.lat]
  const far = (from: ReachPlace) =>
    places.map((place) => Math.hypot(...flat(at(from), at(place)))).sort((a, b) => a - b)
  const sums = places.map((place) => far(place).reduce((sum, km) => sum + km, 0))
  const best = places[sums.indexOf(Math.min(...sums))]
  if (!best) return { at: [0, 0], km: 1000 }
  const away = far(best)
  return { at: at(best), km: Math.max(300, 1.15 * (away[Math.floor(0.75 * (away.length - 1))] ?? 0)) }
}

/** Places that more than one holds or claims. */
export function contested(place: ReachPlace): boolean {
  return new Set([...(place.claimants ?? []), ...(place.holder ? [place.holder] : [])]).size > 1 && !!place.claimants
}

/** What stands beside a place: its name without what is said in brackets. */
export function short({ name }: ReachPlace): string {
  return name.replace(/\s*\([^()]*\)$/, '')
}

/** Places that several claim, by who claims them. */
export function disputes(places: ReachPlace[]): { who: string; places: string }[] {
  const found = new Map<string, string[]>()
  for (const place of places.filter(contested)) {
    const who = [...new Set([...(place.claimants ?? []), ...(place.holder ? [place.holder] : [])])].join(', ')
    found.set(who, [...(found.get(who) ?? []), place.name])
  }
  return [...found].map(([who, names]) => ({ who, places: names.join(', ') }))
}

/** A label, in pixels. */
export interface Label {
  id: string
  text: string
  x: number
  y: number
  anchor: 'start' | 'end' | 'middle'
}

type Box = [left: number, top: number, right: number, bottom: number]

/** Labels that run neither into one another nor into what is there already; those first in the list are put first. */
export function labels(
  places: { place: ReachPlace; x: number; y: number }[],
  size: number,
  room: [number, number],
  there: Box[] = [],
): Label[] {
  const points = places.map(({ x, y }): Box => [x - 4, y - 4, x + 4, y + 4])
  const taken = [...there]
  const meets = (box: Box, other: Box) =>
    box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]
  return places.flatMap(({ place, x, y }, own) => {
    const text = short(place)
    const long = text.length * size * 0.54
    const spots: [Label['anchor'], number, number][] = [
      ['start', x + 9, y],
      ['end', x - 9, y],
      ['middle', x, y - size],
      ['middle', x, y + size],
    ]
    for (const [anchor, at, line] of spots) {
      const left = anchor === 'start' ? at : anchor === 'end' ? at - long : at - long / 2
      const box: Box = [left, line - size * 0.48, left + long, line + size * 0.4]
      const inside = box[0] >= 0 && box[1] >= 0 && box[2] <= room[0] && box[3] <= room[1]
      if (!inside || taken.some((other) => meets(box, other))) continue
      if (points.some((other, place) => place !== own && meets(box, other))) continue
      taken.push(box)
      return [{ id: place.id, text, x: at, y: line + size * 0.32, anchor }]
    }
    return []
  })
}
