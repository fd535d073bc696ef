// The data of the page: JSON in columns, pressed with zlib and written in letters.

type Plain = string | number | boolean | null

/**
 * A place of a tree: what stands there in order, and the places below. An object is `[its list of keys]`, one whose fields are all of one
 * kind `[its list of keys, 1]`, a list `[-1 - its length]`.
 */
interface Place {
  values: (Plain | [number] | [number, 1])[]
  keys?: Record<string, Place>
  items?: Place
}

/** A tree turned on its side: for every place one column of what stands there. */
interface Columns {
  shapes: string[][]
  root: Place
}

/** Letters that end no script and no attribute, in the order of their values: digits of numbers to the base of 85. */
const LETTERS = '!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|}~'
const BASE = 85

/** The bytes that stand in letters: five of them are four bytes, of fewer at the end one byte less than letters. */
export function bytesOf(text: string) {
  const digits = new Uint8Array(128)
  for (let digit = 0; digit < BASE; digit++) digits[LETTERS.charCodeAt(digit)] = digit
  const bytes = new Uint8Array(Math.floor((text.length * 4) / 5))
  let at = 0
  for (let first = 0; first < text.length; first += 5) {
    let number = 0
    for (let place = first; place < first + 5; place++) {
      number = number * BASE + (place < text.length ? digits[text.charCodeAt(place)]! : BASE - 1)
    }
    for (let shift = 24; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = number >>> shift
  }
  return bytes
}

/** What stands packed in letters, to be read as JSON or text. */
export function unpress(text: string): Response {
  return new Response(new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream('deflate')))
}

/** What stands packed in a text; a text that begins as JSON is not packed. */
export async function unpacked(text: string): Promise<unknown> {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return JSON.parse(trimmed)
  return tree((await unpress(trimmed).json()) as Columns)
}

/** The tree that was turned. */
export function tree({ shapes, root }: Columns): unknown {
  const taken = new Map<Place, number>()
  const next = (place: Place | undefined): unknown => {
    if (!place) return undefined
    const at = taken.get(place) ?? 0
    taken.set(place, at + 1)
    const value = place.values[at]
    if (!Array.isArray(value)) return value
    const [mark, alike] = value
    if (mark < 0) return Array.from({ length: -1 - mark }, () => next(place.items))
    return Object.fromEntries((shapes[mark] ?? []).map((key) => [key, next(alike ? place.items : place.keys?.[key])]))
  }
  return next(root)
}
