// Terms that are explained where they stand. docs/glossary.md holds the same words.

import glossary from '../../../docs/glossary.md?raw'

/** What terms mean, as the glossary says it. */
export const GLOSSARY: ReadonlyMap<string, string> = new Map(
  [...glossary.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map((row) => [(row[1] ?? '').trim(), (row[2] ?? '').trim()]),
)

/** What a letter of an Admiralty grade says of the source. */
const SOURCE: Record<string, string> = {
  A: 'completely reliable source',
  B: 'usually reliable source',
  C: 'fairly reliable source',
  D: 'not usually reliable source',
  E: 'unreliable source',
  F: 'reliability of the source cannot be judged',
}

/** What its digit says of the information. */
const INFORMATION: Record<string, string> = {
  1: 'confirmed by others',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
}

/** An Admiralty grade in words; nothing for one that is none. */
export function gradeInWords(grade: string): string {
  const [letter = '', digit = ''] = grade
  return [SOURCE[letter], INFORMATION[digit]].filter(Boolean).join(' · ')
}

/** Terms that a sentence explains: those of the glossary that say little to whom the method is new. */
const EXPLAINED = [
  'bridge',
  'capability',
  'cohesion',
  'compromise',
  'firmness',
  'frustration',
  'GMR',
  'lag',
  'Nash',
  'pivot',
  'reference point',
  'salience',
  'SEQ',
  'skew',
  'SMR',
  'tolerance',
  'win set',
]
const TERMS = new RegExp(`\\b(${EXPLAINED.join('|')})\\b`)

/** A text in pieces: terms with what they mean, and what stands between them. */
export function withTerms(text: string): { text: string; means?: string }[] {
  return text
    .split(TERMS)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const means = TERMS.test(piece) ? GLOSSARY.get(piece) : undefined
      return means === undefined ? { text: piece } : { text: piece, means }
    })
}
