// The address holds the state: `#question-S1?with=factor.shield%3D0.9`. What stands before the mark is the place, as on any page.

/** The place that the address names. */
export function anchor(hash = location.hash): string {
  return hash.slice(1).split('?')[0] ?? ''
}

/** The changes that the address holds, in the words of the command line. */
export function wordsIn(hash = location.hash): string[] {
  const at = hash.indexOf('?')
  return at < 0 ? [] : new URLSearchParams(hash.slice(at + 1)).getAll('with')
}

/** The address with a place and changes. */
export function hashOf(place: string, words: readonly string[]): string {
  const state = new URLSearchParams(words.map((word) => ['with', word])).toString()
  return `#${place}${state ? `?${state}` : ''}`
}

/** Keeps the place and writes the changes, without a step in the history. */
export function write(words: readonly string[]) {
  const hash = hashOf(anchor(), words)
  if (hash !== (location.hash || '#'))
    history.replaceState(history.state, '', hash === '#' ? location.pathname + location.search : hash)
}
