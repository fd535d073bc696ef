import { expect, test } from 'vitest'
import { tree } from '../src/lib/packed'

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
