import { expect, test } from 'vitest'
import { bytesOf, tree } from '../src/lib/packed'

// The program writes the same examples (`html.rs`).
test('letters are read as the bytes that were written', () => {
  const told = ['', '!!', '|;S', '!ASD', 'Q299=', '|;]0!zz'].map((text) => [...bytesOf(text)])
  expect(told).toEqual([[], [0], [255, 255], [1, 2, 3], [134, 79, 210, 111], [255, 255, 255, 255, 255]])
})

test('a tree comes back from its columns', () => {
  const columns = {
    shapes: [['rows'], ['a', 'b'], ['a']],
    root: {
      values: [[0] as [number]],
      keys: {
        rows: {
          values: [[-4] as [number]],
          items: {
            values: [[1], [2], null] as ([number] | null)[],
            keys: { a: { values: [1, [-1]] as (number | [number])[], items: { values: [] } }, b: { values: ['x'] } },
          },
        },
      },
    },
  }
  expect(tree(columns)).toEqual({ rows: [{ a: 1, b: 'x' }, { a: [] }, null] })
})

test('objects of one kind stand in one column', () => {
  const below = { values: [[1], [1]] as [number][], keys: { n: { values: [1, 2] } } }
  const columns = { shapes: [['first', 'second'], ['n']], root: { values: [[0, 1] as [number, 1]], items: below } }
  expect(tree(columns)).toEqual({ first: { n: 1 }, second: { n: 2 } })
})
