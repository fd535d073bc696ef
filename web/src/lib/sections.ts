// The sections of the page: every component that lies in one of the folders below is one.

import type { Component } from 'svelte'
import type { Assessment } from '../generated'

/** What a section says of itself, as `section` in its module script. */
export interface Section {
  /** Its anchor. */
  id: string
  /** Its name in the list of sections. */
  title: string
  /** Its place: sections stand in ascending order. */
  order: number
  /** Whether it shows the scenario that the reader chooses; those that do not say the same under every scenario. */
  byScenario: boolean
  /** Whether there is anything to show of a run. */
  shows: (assessment: Assessment) => boolean
}

export interface Module {
  default: Component<{ assessment: Assessment; scenario: string }>
  section: Section
}

// A further folder of sections is a further pattern here.
const found = import.meta.glob<Module>(['../sections/*.svelte'], { eager: true })

/** Every section in the order of the page. */
export const sections: Module[] = Object.values(found).sort((a, b) => a.section.order - b.section.order)

/** Names as a sentence lists them: `A, b and c`. */
export function listed(titles: string[]): string {
  const names = titles.map((title, place) => (place === 0 ? title : title.charAt(0).toLowerCase() + title.slice(1)))
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
