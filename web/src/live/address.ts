// The address holds the state: `#answers?with=factor.shield%3D0.9&open=S1`. What stands before the mark is the place, as on any page.

/** What an address holds beside the place. */
export interface State {
  /** Changes, in the words of the command line. */
  words: readonly string[]
  /** Changes that stand beside these. */
  beside: readonly string[]
  /** Ids of questions that are open. */
  open: readonly string[]
}

/** The place that the address names. */
export function anchor(hash = location.hash): string {
  return hash.slice(1).split('?')[0] ?? ''
}

/** The state that the address holds; nothing where it names a place alone, as the links of the page do. */
export function stateIn(hash = location.hash): State | undefined {
  const at = hash.indexOf('?')
  if (at < 0) return undefined
  const found = new URLSearchParams(hash.slice(at + 1))
  return { words: found.getAll('with'), beside: found.getAll('beside'), open: found.getAll('open') }
}

/** The address with a place and a state. */
export function hashOf(place: string, { words, beside, open }: State): string {
  const each = (key: string, all: readonly string[]) => all.map((one) => [key, one])
  const all = [...each('with', words), ...each('beside', beside), ...each('open', open)]
  const state = new URLSearchParams(all).toString()
  return `#${place}${state ? `?${state}` : ''}`
}

/** Keeps the place and writes the state, without a step in the history. */
export function write(state: State) {
  const hash = hashOf(anchor(), state)
  if (hash !== (location.hash || '#'))
    history.replaceState(history.state, '', hash === '#' ? location.pathname + location.search : hash)
}
