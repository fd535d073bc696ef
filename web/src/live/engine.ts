// The page's side of the engine: unpacks it, starts the worker, asks one thing after another.

import { unpress } from '../lib/packed'
import type { Reply } from './instance'
import { OPENING, type Order, type Packed, type Report } from './protocol'

/** Why nothing can be asked. */
export class Unable extends Error {}

/** Why a question has no answer. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly hint: string | null,
  ) {
    super(message)
  }
}

/** A question was given up for a newer one. */
export class GivenUp extends Error {}

/** What a page carries: the engine packed by LZMA and the case by zlib, in letters. Nothing where it carries none. */
export function carried(): { engine: string; opening: string } | undefined {
  const text = (id: string) => document.getElementById(id)?.textContent?.trim() ?? ''
  const [engine, opening] = [text('engine'), text('case')]
  return engine === '' || engine.startsWith('__') ? undefined : { engine, opening }
}

type Waiting = { resolve: (text: string) => void; reject: (error: Error) => void }

export class Engine {
  private worker: Worker | undefined
  private waiting = new Map<number, Waiting>()
  private last = OPENING

  private constructor(
    private engine: Packed,
    private readonly opening: string,
    private readonly make: () => Worker,
  ) {}

  /** Starts what the page carries. */
  static async start(pack: { engine: string; opening: string }, make: () => Worker): Promise<Engine> {
    if (typeof WebAssembly === 'undefined') throw new Unable('this browser has no WebAssembly')
    let engine: Engine
    try {
      engine = new Engine(pack.engine, await unpress(pack.opening).text(), make)
    } catch (error) {
      throw new Unable(`the case could not be read: ${String(error)}`, { cause: error })
    }
    await engine.open()
    return engine
  }

  private async open() {
    try {
      this.worker = this.make()
    } catch (error) {
      throw new Unable(`this browser lets no worker run: ${String(error)}`, { cause: error })
    }
    this.worker.onmessage = ({ data }: MessageEvent<Report>) => this.heard(data)
    const failed = new Promise<never>((_, reject) => {
      this.worker!.onerror = (event) => reject(new Unable(`the worker did not start: ${event.message || 'refused'}`))
    })
    const order: Order = { order: 'open', engine: this.engine, opening: this.opening }
    const opened = new Promise<string>((resolve, reject) => this.waiting.set(OPENING, { resolve, reject }))
    this.worker.postMessage(order)
    try {
      await Promise.race([opened, failed])
    } catch (error) {
      throw error instanceof Unable
        ? error
        : new Unable(`engine or case could not be opened: ${(error as Error).message}`)
    }
  }

  private heard({ id, reply, module }: Report) {
    if (module) this.engine = module
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    if (!waiting) return
    if (reply.ok) waiting.resolve(reply.text)
    else waiting.reject(refusal(reply))
  }

  /** The answer to a request, as the command line prints it. */
  ask(request: object): Promise<string> {
    this.last += 1
    const id = this.last
    return new Promise((resolve, reject) => {
      if (!this.worker) return reject(new GivenUp())
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ order: 'ask', id, request: JSON.stringify(request) } satisfies Order)
    })
  }

  /** Gives up whatever runs, and begins with a new worker: nothing else stops a computation that has begun. */
  async stop() {
    this.worker?.terminate()
    this.worker = undefined
    const given = [...this.waiting.values()]
    this.waiting.clear()
    given.forEach(({ reject }) => reject(new GivenUp()))
    await this.open()
  }
}

function refusal(reply: Extract<Reply, { ok: false }>): Error {
  const message = reply.ended ? `the engine stopped (${reply.error}); it begins anew` : reply.error
  return new Refused(message, reply.hint ?? null)
}
