// The browser that the tests drive.
import { existsSync } from 'node:fs'
import assert from 'node:assert/strict'

/** Where Chromium is. */
export const executablePath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))
assert(executablePath, 'no Chromium found: install it, or name it in CHROMIUM')
