// The data of the page: JSON in columns, pressed with zlib and written in base64.

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

/** What stands packed in base64, to be read as JSON, text or bytes. */
export function unpress(text: string, format: CompressionFormat): Response {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)))
}

/** What stands packed in a text; a text that begins as JSON is not packed. */
export async function unpacked(text: string): Promise<unknown> {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return JSON.parse(trimmed)
  return tree((await unpress(trimmed, 'deflate').json()) as Columns)
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
