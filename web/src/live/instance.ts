// The engine's face: a text is written into room it gave, a call is made, and the result is read from where it stands.

interface Exports {
  memory: WebAssembly.Memory
  live_room(length: number): number
  live_open(room: number, length: number): number
  live_ask(room: number, length: number): number
  live_result(): number
  live_length(): number
}

/** What the engine says: an answer in JSON, or why there is none. */
export type Reply = { ok: true; text: string } | { ok: false; error: string; hint?: string | null; ended: boolean }

export class Instance {
  private constructor(private readonly exports: Exports) {}

  static async of(module: WebAssembly.Module): Promise<Instance> {
    const instance = await WebAssembly.instantiate(module, {})
    return new Instance(instance.exports as unknown as Exports)
  }

  open(opening: string): Reply {
    return this.call('live_open', opening)
  }

  ask(request: string): Reply {
    return this.call('live_ask', request)
  }

  private call(name: 'live_open' | 'live_ask', sent: string): Reply {
    try {
      const bytes = new TextEncoder().encode(sent)
      const room = this.exports.live_room(bytes.length)
      new Uint8Array(this.exports.memory.buffer, room, bytes.length).set(bytes)
      const refused = this.exports[name](room, bytes.length)
      if (refused === 0) return { ok: true, text: this.result() }
      return { ok: false, ended: false, ...(JSON.parse(this.result()) as { error: string; hint: string | null }) }
    } catch (trap) {
      return { ok: false, ended: true, error: this.lastWords(trap) }
    }
  }

  private result(): string {
    const at = this.exports.live_result()
    return new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, at, this.exports.live_length()))
  }

  /** A panic leaves its message as the result; other traps have words of their own. */
  private lastWords(trap: unknown): string {
    try {
      return (JSON.parse(this.result()) as { error?: string }).error ?? String(trap)
    } catch {
      return String(trap)
    }
  }
}
