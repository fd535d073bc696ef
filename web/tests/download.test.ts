import { expect, test } from 'vitest'
import { fileName, toCsv } from '../src/lib/download'

test('texts are no formulas and numbers stay numbers', () => {
  const texts = ['=1+1', "+cmd|' !A0", "-2+3+cmd|' !A0", '@SUM(A1)', '\t=1+1']
  for (const text of texts) expect(toCsv([{ a: text }])).toBe(`a\n'${text}\n`)
  expect(toCsv([{ a: '\r=1+1' }])).toBe('a\n"\'\r=1+1"\n')
  for (const plain of ['-2', '+0.5', '-1e-9', '-', 'a-b']) expect(toCsv([{ a: plain }])).toBe(`a\n${plain}\n`)
  expect(toCsv([{ '-2+3': -2 }])).toBe("'-2+3\n-2\n")
})

test('titles of every script name a file', () => {
  expect(fileName('Blocs, 1990 to 2001', 'csv')).toBe('blocs-1990-to-2001.csv')
  expect(fileName('北東アジア 2001', 'csv')).toBe('北東アジア-2001.csv')
  expect(fileName('Безопасность/связи', 'svg')).toBe('безопасность-связи.svg')
  expect(fileName('…', 'csv')).toBe('figure.csv')
})
