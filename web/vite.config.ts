import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { viteSingleFile } from 'vite-plugin-singlefile'

// One self-contained page: scripts and styles inside, nothing fetched.
export default defineConfig({
  plugins: [svelte(), viteSingleFile()],
  build: { target: 'es2022', chunkSizeWarningLimit: 2000 },
})
