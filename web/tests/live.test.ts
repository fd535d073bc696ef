import { describe, expect, it } from 'vitest'
import type { Answer, Wording } from '../src/generated'
import { anchor, hashOf, stateIn } from '../src/live/address'
import {
  ends,
  filters,
  fits,
  meant,
  search,
  subjectOf,
  toml,
  valuesOf,
  word,
  type Known,
  type Movable,
} from '../src/live/changes'
import { Memo } from '../src/live/memo'
import { pieces, way } from '../src/live/turned'
import { answer } from './made'

const warmth: Movable = {
  path: 'tie.A-B.trade',
  name: 'the trade tie between Aland and the Béland Republic',
  low: 0.1,
  mode: 0.2,
  high: 0.4,
  least: -1,
  most: 1,
}
const claim = {
  channel: 'private',
  basis: 'explicit',
  grade: 'B2',
  speaker: 'A',
  kind: 'belief',
  locators: ['paper:¶1', 'notes:¶2'],
}
const claims = { C1: claim, C2: { ...claim, channel: '“own”', locators: ['paper:¶2'] } }
const known: Known = {
  movable: { [warmth.path]: warmth },
  claims,
  bases: ['assumed', 'explicit'],
  scenarios: ['named-only'],
}

describe('changes', () => {
  it('are words of the command line, and read back as they were', () => {
    const texts = [
      'tie.A-B.trade=0.5',
      'tie.A-B.trade=0.1,0.2,0.5',
      'drop:id=C1',
      'mirror:id=C1',
      'drop:channel=“own”',
      'drop:source=notes',
      'only:assumed',
      'named-only',
    ]
    for (const text of texts) {
      const pinned = meant(text, known)
      expect(pinned && word(pinned)).toBe(text)
    }
  })

  it('of what the case has not, or beyond their range, are none', () => {
    const strange = [
      'tie.A-C.trade=1',
      'tie.A-B.trade=2',
      'tie.A-B.trade=',
      'tie.A-B.trade=0.5,0.2,0.1',
      'drop:id=C9',
      'mirror:id=C9',
      'mirror:C1',
      'drop:channel=press',
      'drop:colour=red',
      'only:data',
      'drop:id=toString',
      'toString=1',
    ]
    expect([...strange, '', '=', 'toString', 'tie.A-B.trade=1,2'].map((text) => meant(text, known))).toEqual(
      Array.from({ length: 16 }, () => undefined),
    )
    expect(fits(warmth, { low: 0, mode: Number.NaN, high: 1 })).toBe(false)
  })

  it('have a slider even where a quantity has no end', () => {
    expect(ends({ ...warmth, most: null, high: 700 })).toEqual([-1, 1400])
  })

  it('are found by the beginnings of words of their names, whatever their accents', () => {
    const found = (text: string) =>
      search(
        [warmth],
        text,
        (one) => one.name,
        (one) => one.path,
      ).length
    expect(['beland trade', 'alan', 'trade', 'A-B', 'land', ''].map(found)).toEqual([1, 1, 1, 1, 0, 0])
  })

  it('leave out claims together: by what some of them have and others have not', () => {
    expect(valuesOf(claim, 'source')).toEqual(['paper', 'notes'])
    const found = filters(Object.values(claims), known.bases).map(({ pinned, claims: taken }) => [word(pinned), taken])
    expect(found).toEqual([
      ['drop:channel=private', 1],
      ['drop:channel=“own”', 1],
      ['drop:source=notes', 1],
      ['only:assumed', 0],
      ['only:explicit', 2],
    ])
    expect(filters([], [])).toEqual([])
  })

  it('of one claim are one: it is left out, or says the opposite', () => {
    expect(subjectOf({ kind: 'drop', claim: 'C1' })).toBe(subjectOf({ kind: 'mirror', claim: 'C1' }))
    expect(subjectOf({ kind: 'drop', claim: 'C1' })).not.toBe(subjectOf({ kind: 'drop', claim: 'C2' }))
  })

  it('are kept as a scenario of the case', () => {
    const text = toml('A "closer" tie', [
      { kind: 'set', path: 'tie.A-B.trade', low: 0.5, mode: 0.5, high: 0.5 },
      { kind: 'drop', claim: 'C1' },
      { kind: 'mirror', claim: 'C2' },
      { kind: 'filter', field: 'channel', value: '"own"' },
      { kind: 'only', basis: 'data' },
    ])
    expect(text).toContain('op = "mirror"\nid = "C2"\n')
    expect(text).toContain('op = "drop"\nchannel = "\\"own\\""\n')
    expect(text).toContain('op = "only"\nbasis = "data"\n')
    expect(text).toContain('title = "A \\"closer\\" tie"')
    expect(text).toContain('[[change]]\nop = "set"\nquantity = "tie.A-B.trade"\nlow = 0.5\nmode = 0.5\nhigh = 0.5\n')
    expect(text).toContain('[[change]]\nop = "drop"\nid = "C1"\n')
  })
})

describe('the address', () => {
  it('holds a place, changes and open questions', () => {
    const state = {
      words: ['tie.A>B.trade=0.5', 'drop:channel=a&b#c?d%'],
      beside: ['mirror:id=C1'],
      open: ['S1', 'Q “2”'],
    }
    const hash = hashOf('question-S1', state)
    expect(anchor(hash)).toBe('question-S1')
    expect(stateIn(hash)).toEqual(state)
    expect(hashOf('answers', { words: [], beside: [], open: [] })).toBe('#answers')
  })

  it('of a place alone says nothing of the state', () => {
    expect([stateIn('#answers'), stateIn('')]).toEqual([undefined, undefined])
    expect(stateIn('#answers?')).toEqual({ words: [], beside: [], open: [] })
    expect(stateIn('#answers?with=%E0%A4%A&else=1')?.words).toHaveLength(1)
  })
})

describe('verdicts that were worked out', () => {
  it('are known by changes, draws and question, and forgotten with their changes', () => {
    const memo = new Memo()
    memo.put([], 20, 'Q1', answer('Q1'))
    memo.put(['a=1'], 20, 'Q1', answer('Q1'))
    expect([memo.get([], 20, 'Q1')?.id, memo.get(['a=1'], 100, 'Q1'), memo.get(['a=2'], 20, 'Q1')]).toEqual([
      'Q1',
      undefined,
      undefined,
    ])
    memo.keep([[]])
    expect([memo.get([], 20, 'Q1')?.id, memo.get(['a=1'], 20, 'Q1')]).toEqual(['Q1', undefined])
  })
})

describe('verdicts', () => {
  const number = (text: string): Wording => ({
    text: `It rises to ${text}.`,
    parts: [
      { text: 'It rises to ' },
      { text, slot: { is: 'number', value: Number(text), from: { kind: 'measure', name: 'm' } } },
      { text: '.' },
    ],
  })
  const told = (verdict: Wording): Answer => ({ ...answer('Q1'), verdict: [verdict] })

  it('turn where another thing is said, and move where only a number is another', () => {
    expect(way(told(number('0.5')), told(number('0.5')))).toBe('same')
    expect(way(told(number('0.5')), told(number('0.6')))).toBe('moved')
    const falls: Wording = { text: 'It falls.', parts: [{ text: 'It falls.' }] }
    expect(way(told(number('0.5')), told(falls))).toBe('turned')
    expect(way(told(falls), { ...told(falls), pattern: 'another' })).toBe('turned')
  })

  it('show the words that are new', () => {
    const marked = pieces('A stands with B against C.', 'A stands with C against B.')
    expect(marked.map(({ text }) => text).join('')).toBe('A stands with C against B.')
    expect(marked.filter(({ changed }) => changed).map(({ text }) => text.trim())).toEqual(['C', 'B.'])
  })
})
