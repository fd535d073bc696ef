import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { viteSingleFile } from 'vite-plugin-singlefile'

/** A script as a policy names it. */
async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return `'sha256-${btoa(String.fromCharCode(...bytes))}'`
}

async function withPolicy(page: string): Promise<string> {
  const scripts = [...page.matchAll(/<script type="module"[^>]*>([\s\S]*?)<\/script>/g)].map((found) => found[1] ?? '')
  const digests = (await Promise.all(scripts.map(digest))).join(' ')
  const policy = `default-src 'none'; script-src ${digests}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`
  return page.replace(
    '<meta charset="utf-8" />',
    (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  )
}

/**
 * Says in the page what may run in it: its own script, by digest, and nothing that is fetched. Styles stand in the page, and the charts
 * add their own.
 */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    enforce: 'post',
    // Behind the plugin that puts the script into the page.
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.html'))
            file.source = await withPolicy(String(file.source))
        }
      },
    },
  }
}

// One self-contained page: scripts and styles inside, nothing fetched.
export default defineConfig({
  plugins: [svelte(), svelteTesting(), viteSingleFile(), contentSecurityPolicy()],
  build: { target: 'es2022', chunkSizeWarningLimit: 2000 },
  // The glossary lies with the documents.
  server: { fs: { allow: ['..'] } },
  // A test reads the stylesheet.
  test: { css: true, testTimeout: 20_000 },
})
