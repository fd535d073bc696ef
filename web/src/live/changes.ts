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
  | { kind: 'mirror'; claim: string }
  | { kind: 'filter'; field: Field; value: string }
  | { kind: 'only'; basis: string }
  | { kind: 'scenario'; id: string }

/** By which claims can be left out together. */
export const FIELDS = ['channel', 'basis', 'grade', 'source', 'speaker', 'kind'] as const
export type Field = (typeof FIELDS)[number]

/** Each once, in the order in which they come first. */
export const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)]

/** What of a claim it can be chosen by. */
export interface Claimed {
  channel: string
  basis: string
  grade: string
  speaker: string
  kind: string
  locators: readonly string[]
}

/** What a change is about: of each there is one pinned at most. A claim is left out, or says the opposite. */
export function subjectOf(pinned: Pinned): string {
  switch (pinned.kind) {
    case 'set':
      return pinned.path
    case 'drop':
    case 'mirror':
      return `claim:${pinned.claim}`
    case 'only':
      return 'only'
    default:
      return `${pinned.kind}:${word(pinned)}`
  }
}

/** A change in the words of the command line. */
export function word(pinned: Pinned): string {
  switch (pinned.kind) {
    case 'scenario':
      return pinned.id
    case 'drop':
    case 'mirror':
      return `${pinned.kind}:id=${pinned.claim}`
    case 'filter':
      return `drop:${pinned.field}=${pinned.value}`
    case 'only':
      return `only:${pinned.basis}`
    case 'set': {
      const { path, low, mode, high } = pinned
      return low === high ? `${path}=${mode}` : `${path}=${low},${mode},${high}`
    }
  }
}

/** What a claim has of a field; of several sources each. */
export function valuesOf(claim: Claimed, field: Field): string[] {
  if (field !== 'source') return claim[field] === '' ? [] : [claim[field]]
  const sources = claim.locators.map((locator) => locator.slice(0, Math.max(locator.indexOf(':'), 0)))
  return distinct(sources.filter((source) => source !== ''))
}

/** A filter, and how many claims it takes or, of those that keep one basis, leaves. */
export interface Filter {
  pinned: Extract<Pinned, { kind: 'filter' } | { kind: 'only' }>
  claims: number
}

/** Every filter that takes some claims of a case and not all, by field, those that take most first. */
export function filters(claims: readonly Claimed[], bases: readonly string[]): Filter[] {
  const count = (field: Field) => {
    const found = new Map<string, number>()
    for (const claim of claims)
      for (const value of valuesOf(claim, field)) found.set(value, (found.get(value) ?? 0) + 1)
    return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  }
  const out = FIELDS.flatMap((field) =>
    count(field)
      .filter(([, taken]) => taken < claims.length)
      .map(([value, taken]): Filter => ({ pinned: { kind: 'filter', field, value }, claims: taken })),
  )
  const kept = bases.length < 2 ? [] : bases
  const of = (basis: string) => claims.filter((claim) => claim.basis === basis).length
  return [...out, ...kept.map((basis): Filter => ({ pinned: { kind: 'only', basis }, claims: of(basis) }))]
}

/** What can be meant. */
export interface Known {
  movable: Readonly<Record<string, Movable>>
  claims: Readonly<Record<string, Claimed>>
  /** Bases that some row has. */
  bases: readonly string[]
  scenarios: readonly string[]
}

/** The change that a word means; nothing where the case has no such thing. */
export function meant(text: string, known: Known): Pinned | undefined {
  if (known.scenarios.includes(text)) return { kind: 'scenario', id: text }
  const [, kind, claim] = /^(drop|mirror):id=(.+)$/s.exec(text) ?? []
  if (claim !== undefined)
    return Object.hasOwn(known.claims, claim) ? { kind: kind === 'drop' ? kind : 'mirror', claim } : undefined
  if (/^(drop|only):/.test(text)) {
    const all = filters(Object.values(known.claims), known.bases)
    return all.find(({ pinned }) => word(pinned) === text)?.pinned
  }
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
  if (pinned.kind === 'drop' || pinned.kind === 'mirror')
    return `${head}"${pinned.kind}"\nid = ${quoted(pinned.claim)}\n`
  if (pinned.kind === 'filter') return `${head}"drop"\n${pinned.field} = ${quoted(pinned.value)}\n`
  if (pinned.kind === 'only') return `${head}"only"\nbasis = ${quoted(pinned.basis)}\n`
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
