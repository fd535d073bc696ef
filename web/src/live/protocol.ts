// What page and worker say to one another.

import type { Reply } from './instance'

export type Order =
  { order: 'open'; module: WebAssembly.Module; opening: string } | { order: 'ask'; id: number; request: string }

export type Report = { id: number; reply: Reply }

/** The number of the report on opening. */
export const OPENING = 0
