// Light or dark where the reader says so; otherwise as the reader's machine is.

type Theme = 'light' | 'dark'

const listeners = new Set<() => void>()

/** What is shown now. */
export function theme(): Theme {
  const said = document.documentElement.dataset['theme']
  if (said === 'light' || said === 'dark') return said
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function setTheme(wanted: Theme) {
  document.documentElement.dataset['theme'] = wanted
  listeners.forEach((listener) => listener())
}

/** Calls back whenever colours change; the answer stops it. */
export function onTheme(listener: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  listeners.add(listener)
  dark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    dark.removeEventListener('change', listener)
  }
}
