// What pinned changes are called: names and words, never codes.

import type { Assessment } from '../generated'
import { place } from '../lib/answers'
import { short } from '../lib/findings'
import { gradeInWords } from '../lib/glossary'
import { titleOf, upper } from '../lib/names'
import type { Movable, Pinned } from './changes'

type Filtering = Extract<Pinned, { kind: 'filter' } | { kind: 'only' }>

/** What a filter leaves out, or keeps. */
export function filterName(assessment: Assessment, pinned: Filtering): string {
  if (pinned.kind === 'only') return `Only numbers of basis “${pinned.basis}”`
  const { field, value } = pinned
  switch (field) {
    case 'channel':
      return `Without sentences of channel “${value}”`
    case 'basis':
      return `Without sentences read as “${value}”`
    case 'grade':
      return `Without sentences graded ${value}${gradeInWords(value) ? ` (${gradeInWords(value)})` : ''}`
    case 'source':
      return `Without the source “${assessment.sources[value]?.title || value}”`
    case 'speaker':
      return `Without what ${assessment.actors[value]?.name ?? value} says`
    case 'kind':
      return `Without sentences of kind “${value}”`
  }
}

/** What a chip says. */
export function chipName(assessment: Assessment, movable: readonly Movable[], pinned: Pinned): string {
  switch (pinned.kind) {
    case 'scenario':
      return titleOf(assessment, pinned.id)
    case 'set': {
      const known = movable.find(({ path }) => path === pinned.path)
      return `${upper(known?.name ?? pinned.path)}: ${short(pinned.mode)}`
    }
    case 'filter':
    case 'only':
      return filterName(assessment, pinned)
    default: {
      const claim = assessment.claims[pinned.claim]
      const where = claim ? place(assessment, claim.locators[0] ?? pinned.claim) : pinned.claim
      return pinned.kind === 'drop' ? `Without ${where}` : `Opposite of ${where}`
    }
  }
}
