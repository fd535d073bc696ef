// The worker of the page: one instance with the case open. After a trap it begins with a new one, so that the next question is answered.

import { decompress } from 'lzma1'
import { bytesOf } from '../lib/packed'
import { Instance, type Reply } from './instance'
import { OPENING, type Order, type Packed, type Report } from './protocol'

let kept: { module: WebAssembly.Module; opening: string } | undefined
let instance: Instance | undefined

async function opened(): Promise<Reply> {
  if (!kept) return { ok: false, error: 'no case is open', ended: false }
  instance = await Instance.of(kept.module)
  return instance.open(kept.opening)
}

async function asked(request: string): Promise<Reply> {
  if (!instance) {
    const reply = await opened()
    if (!reply.ok || !instance) return reply
  }
  const reply = instance.ask(request)
  if (!reply.ok && reply.ended) instance = undefined
  return reply
}

async function done(order: Order): Promise<Report> {
  if (order.order === 'ask') return { id: order.id, reply: await asked(order.request) }
  const module = await unpacked(order.engine)
  kept = { module, opening: order.opening }
  return { id: OPENING, reply: await opened(), module }
}

/** The engine to run: unpacking takes half a second, which here nobody waits for. */
async function unpacked(engine: Packed): Promise<WebAssembly.Module> {
  return typeof engine === 'string' ? WebAssembly.compile(decompress(bytesOf(engine))) : engine
}

self.onmessage = async ({ data }: MessageEvent<Order>) => {
  try {
    self.postMessage(await done(data))
  } catch (error) {
    const id = data.order === 'ask' ? data.id : OPENING
    self.postMessage({ id, reply: { ok: false, error: String(error), ended: true } } satisfies Report)
  }
}
