// What page and worker say to one another.

import type { Reply } from './instance'

/** The engine: packed by LZMA and in letters, or as the first worker has unpacked it for those after it. */
export type Packed = string | WebAssembly.Module

export type Order = { order: 'open'; engine: Packed; opening: string } | { order: 'ask'; id: number; request: string }

/** With the report on opening comes the engine unpacked. */
export type Report = { id: number; reply: Reply; module?: WebAssembly.Module }

/** The number of the report on opening. */
export const OPENING = 0
