// Verdicts that were worked out, so that nothing is asked twice.

import type { Answer } from '../generated'

/** Verdicts by changes, draws and question. */
export class Memo {
  private readonly known = new Map<string, Map<string, Answer>>()

  get(words: readonly string[], draws: number, id: string): Answer | undefined {
    return this.known.get(words.join('\n'))?.get(`${draws} ${id}`)
  }

  put(words: readonly string[], draws: number, id: string, answer: Answer) {
    const key = words.join('\n')
    const own = this.known.get(key) ?? new Map<string, Answer>()
    own.set(`${draws} ${id}`, answer)
    this.known.set(key, own)
  }

  /** Forgets all but those of these changes: a page holds few at a time. */
  keep(some: readonly (readonly string[])[]) {
    const kept = some.map((words) => words.join('\n'))
    for (const key of [...this.known.keys()]) if (!kept.includes(key)) this.known.delete(key)
  }
}
