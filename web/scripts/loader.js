// What runs first in a built page: its program stands packed beside it, as its data do.
async function load() {
  const room = document.getElementById('app')
  if (typeof DecompressionStream === 'undefined') {
    room.textContent =
      'This report stands packed in its page, and this browser cannot unpack it. Open it in Firefox 113, Chrome or Edge 103, ' +
      'Safari 16.4, or a later one; `detente run CASE --format json` prints the same data.'
    return
  }
  const packed = document.getElementById('program').textContent
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  const script = document.createElement('script')
  script.type = 'module'
  // The policy of the page names this very text by its digest.
  script.textContent = await new Response(unpacked).text()
  document.head.append(script)
}
load()
