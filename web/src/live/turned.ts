// What a change does to verdicts: which turned, in which only numbers moved, which are as before.

import type { Answer, Wording } from '../generated'

export type Way = 'turned' | 'moved' | 'same'

/** What is said, apart from its numbers. */
function said(wording: Wording): string {
  const isNumber = (kind: string | undefined) => kind === 'number' || kind === 'share'
  return wording.parts.map(({ text, slot }) => (isNumber(slot?.is) ? '#' : text)).join('')
}

const all = (answer: Answer, told: (wording: Wording) => string) => answer.verdict.map(told).join(' ')

/** How a verdict went from one to another, both over the same draws: turned where it says another thing, moved where only numbers differ. */
export function way(was: Answer, is: Answer): Way {
  if (was.pattern !== is.pattern || all(was, said) !== all(is, said)) return 'turned'
  return all(was, ({ text }) => text) === all(is, ({ text }) => text) ? 'same' : 'moved'
}

/** A piece of a text, and whether it is new. */
export interface Piece {
  text: string
  changed: boolean
}

/** The words of a text, those marked that another one lacks (longest common subsequence). */
export function pieces(before: string, after: string): Piece[] {
  const [a, b] = [before.split(/(?<= )/), after.split(/(?<= )/)]
  const plain = (word: string | undefined) => word?.trim()
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number) => length[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      length[i]![j] = plain(a[i]) === plain(b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const found: Piece[] = []
  const add = (text: string, changed: boolean) => {
    const last = found.at(-1)
    if (last?.changed === changed) last.text += text
    else found.push({ text, changed })
  }
  let i = 0
  b.forEach((text, j) => {
    while (i < a.length && plain(a[i]) !== plain(text) && at(i + 1, j) >= at(i, j + 1)) i += 1
    const kept = i < a.length && plain(a[i]) === plain(text)
    add(text, !kept)
    if (kept) i += 1
  })
  return found
}
