// The data of the page: JSON, pressed with zlib and written in base64.

/** What stands packed in a text; a text that begins as JSON is not packed. */
export async function unpacked(text: string): Promise<unknown> {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return JSON.parse(trimmed)
  const bytes = Uint8Array.from(atob(trimmed), (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return await new Response(stream).json()
}
