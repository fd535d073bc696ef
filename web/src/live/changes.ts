// What a reader changes, as the command line writes it.

/** A quantity that can be moved, as the engine tells it. */
export interface Movable {
  path: string
  name: string
  low: number
  mode: number
  high: number
  least: number | null
  most: number | null
}

/** A change that is pinned. */
export type Pinned =
  | { kind: 'set'; path: string; low: number; mode: number; high: number }
  | { kind: 'drop'; claim: string }
  | { kind: 'scenario'; id: string }

/** What a change is about: of each there is one pinned at most. */
export function subjectOf(pinned: Pinned): string {
  if (pinned.kind === 'set') return pinned.path
  return pinned.kind === 'drop' ? `drop:${pinned.claim}` : `scenario:${pinned.id}`
}

/** A change in the words of the command line. */
export function word(pinned: Pinned): string {
  if (pinned.kind === 'drop') return `drop:id=${pinned.claim}`
  if (pinned.kind === 'scenario') return pinned.id
  const { path, low, mode, high } = pinned
  return low === high ? `${path}=${mode}` : `${path}=${low},${mode},${high}`
}

/** What can be meant. */
export interface Known {
  movable: Readonly<Record<string, Movable>>
  claims: Record<string, unknown>
  scenarios: readonly string[]
}

/** The change that a word means; nothing where the case has no such thing. */
export function meant(text: string, known: Known): Pinned | undefined {
  if (known.scenarios.includes(text)) return { kind: 'scenario', id: text }
  const claim = /^drop:id=(.+)$/.exec(text)?.[1]
  if (claim !== undefined) return Object.hasOwn(known.claims, claim) ? { kind: 'drop', claim } : undefined
  const at = text.lastIndexOf('=')
  const path = text.slice(0, at)
  const numbers = text
    .slice(at + 1)
    .split(',')
    .map((one) => (one.trim() === '' ? Number.NaN : Number(one)))
  const movable = Object.hasOwn(known.movable, path) ? known.movable[path] : undefined
  const [low = Number.NaN, mode = low, high = low] = numbers
  const pinned: Pinned = { kind: 'set', path, low, mode, high }
  return movable && [1, 3].includes(numbers.length) && fits(movable, pinned) ? pinned : undefined
}

/** Whether an estimate is one, and lies where it may. */
export function fits(movable: Movable, { low, mode, high }: { low: number; mode: number; high: number }): boolean {
  const inside = low >= (movable.least ?? -Infinity) && high <= (movable.most ?? Infinity)
  return [low, mode, high].every(Number.isFinite) && low <= mode && mode <= high && inside
}

/** Ends of a slider: those of the quantity, or where it has none room around its estimate. */
export function ends({ low, high, least, most }: Movable): [number, number] {
  const room = Math.max(high - low, Math.abs(high), 1)
  return [least ?? low - room, most ?? high + room]
}

const letters = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((one) => one !== '')

/** Those whose name or path has a word that begins with each word sought, those with all of them in the name first. */
export function search<T>(all: readonly T[], sought: string, name: (one: T) => string, path: (one: T) => string): T[] {
  const words = letters(sought)
  if (words.length === 0) return []
  const has = (text: string) => {
    const own = letters(text)
    return words.every((one) => own.some((known) => known.startsWith(one)))
  }
  const named = all.filter((one) => has(name(one)))
  return [...named, ...all.filter((one) => !named.includes(one) && has(`${name(one)} ${path(one)}`))]
}

const quoted = (text: string) => JSON.stringify(text).replace(/\u007f/g, '\\u007f')

/** One change of a scenario, in the keys of its table. */
function row(pinned: Pinned): string {
  if (pinned.kind === 'scenario') return ''
  const head = '\n[[change]]\nop = '
  if (pinned.kind === 'drop') return `${head}"drop"\nid = ${quoted(pinned.claim)}\n`
  const { path, low, mode, high } = pinned
  return `${head}"set"\nquantity = ${quoted(path)}\nlow = ${low}\nmode = ${mode}\nhigh = ${high}\n`
}

/** The file of a scenario as the case keeps it. Scenarios among the changes cannot be named in one: a remark says which are meant. */
export function toml(title: string, changes: readonly Pinned[]): string {
  const others = changes.flatMap((one) => (one.kind === 'scenario' ? [one.id] : []))
  const remark =
    others.length > 0 ? `# Together with the scenarios ${others.join(', ')}: copy their changes here.\n` : ''
  return `# Made on the page of a report; its place is the folder scenarios/ of the case.\n${remark}title = ${quoted(title)}\n${changes.map(row).join('')}`
}
