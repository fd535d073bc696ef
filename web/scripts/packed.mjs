import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'

/** A script as a policy names it. */
async function digest(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return `'sha256-${btoa(String.fromCharCode(...bytes))}'`
}

/** The program of a page, and where it stands. */
const PROGRAM = /<script type="module"[^>]*>([\s\S]*?)<\/script>/

/** The page with its program packed (zlib, base64), a small script that unpacks it, and a policy that lets these two run and no other. */
async function packedPage(page) {
  const program = PROGRAM.exec(page)?.[1] ?? ''
  const loader = readFileSync(new URL('loader.js', import.meta.url), 'utf8')
  const packed = deflateSync(Buffer.from(program), { level: 9 }).toString('base64')
  const digests = (await Promise.all([loader, program].map(digest))).join(' ')
  const policy = `default-src 'none'; script-src ${digests} 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`
  const scripts = `<script type="text/plain" id="program">${packed}</script>\n    <script type="module">${loader}</script>`
  return page
    .replace(PROGRAM, '')
    .replace('</body>', () => `${scripts}\n  </body>`)
    .replace(
      '<meta charset="utf-8" />',
      (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    )
}

/** Packs the page, and says in it what may run: its own program, by digest, and nothing that is fetched. Styles stand in the page. */
export function packed() {
  return {
    name: 'packed-page',
    enforce: 'post',
    // Behind the plugin that puts the script into the page.
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.html'))
            file.source = await packedPage(String(file.source))
        }
      },
    },
  }
}
