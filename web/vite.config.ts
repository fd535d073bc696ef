import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'
import { viteSingleFile } from 'vite-plugin-singlefile'
import { packed } from './scripts/packed.mjs'

// One self-contained page: scripts and styles inside, nothing fetched.
export default defineConfig({
  plugins: [svelte(), svelteTesting(), viteSingleFile(), packed()],
  build: { target: 'es2022', chunkSizeWarningLimit: 2000 },
  // The glossary lies with the documents.
  server: { fs: { allow: ['..'] } },
  // A test reads the stylesheet.
  test: { css: true, testTimeout: 20_000 },
})
