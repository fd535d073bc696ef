// The state of a page that answers back: what is pinned, what came before, and the verdicts as far as they are worked out.

import type { Answer, Assessment } from '../generated'
import { isUnknown } from '../lib/answers'
import { bases, whatIfs } from '../lib/names'
import { anchor, stateIn, write } from './address'
import { distinct, meant, subjectOf, word, type Known, type Movable, type Pinned } from './changes'
import { carried, Engine, GivenUp, Unable } from './engine'
import { Memo } from './memo'
import { way, type Way } from './turned'

/** A verdict before and after, over the same draws. */
export interface Told {
  was: Answer
  is: Answer
  way: Way
  draws: number
  /** The verdict under the changes that stand beside these, where some do. */
  beside?: Answer
}

/** Draws of the rounds; more than these a page has no memory for. */
const ROUNDS = [20, 100, 1_000]
/** A computation that is out of date is let run so long before it is stopped, in milliseconds: to begin anew costs about as much. */
const PATIENCE = 400

type Status = 'none' | 'starting' | 'ready' | 'unable'

export class Live {
  status = $state<Status>('none')
  /** What the reader must know: why nothing can be asked, what of an address was not understood. */
  message = $state('')
  pinned = $state.raw<readonly Pinned[]>([])
  /** Another set of changes, whose verdicts stand beside those of what is pinned. */
  beside = $state.raw<readonly Pinned[]>([])
  /** Questions that are open. */
  opened = $state.raw<readonly string[]>([])
  movable = $state.raw<readonly Movable[]>([])
  told = $state.raw<Readonly<Record<string, Told>>>({})
  /** Draws of the round that runs; 0 where none does. */
  running = $state(0)
  /** Questions of that round that are answered. */
  done = $state(0)
  /** Draws of the last round that is whole. */
  reached = $state(0)
  /** One sentence on what changed, for those who do not see it. */
  announced = $state('')

  private past: (readonly Pinned[])[] = []
  private future: (readonly Pinned[])[] = []
  private steps = $state({ undo: 0, redo: 0 })
  private engine: Engine | undefined
  private assessment: Assessment | undefined
  private known: Known = { movable: {}, claims: {}, bases: [], scenarios: [] }
  private memo = new Memo()
  private asked = 0

  get canUndo() {
    return this.steps.undo > 0
  }

  get canRedo() {
    return this.steps.redo > 0
  }

  get words(): string[] {
    return this.pinned.map(word)
  }

  /** Starts the engine of the page, where it carries one. */
  async start(assessment: Assessment, make: () => Worker) {
    this.assessment = assessment
    const pack = carried()
    this.follow()
    if (!pack) return
    this.status = 'starting'
    try {
      this.engine = await Engine.start(pack, make)
      this.movable = JSON.parse(await this.engine.ask({ ask: 'movable' })) as Movable[]
    } catch (error) {
      this.status = 'unable'
      this.message = `This page cannot answer here, because ${(error as Error).message}. It shows what was computed.`
      return
    }
    this.known = {
      movable: Object.fromEntries(this.movable.map((one) => [one.path, one])),
      claims: assessment.claims,
      bases: bases(assessment),
      scenarios: whatIfs(assessment),
    }
    this.status = 'ready'
    this.offer()
    this.follow()
    if (this.words.length === 0) void this.prepare()
  }

  /** Takes what the address holds: open questions at once, changes as soon as they can be asked; what this case does not know is left
   * aside, which is told. A place alone leaves everything as it is. */
  follow() {
    const state = stateIn()
    const asked = (id: string) => this.assessment?.answers.some((answer) => answer.id === id) ?? false
    const named = /^question-(.+)$/s.exec(anchor())?.[1]
    const open = [...(state?.open ?? this.opened), ...(named === undefined ? [] : [named])]
    this.opened = distinct(open.filter(asked))
    const strange = open.filter((id) => !asked(id))
    const ready = this.status === 'ready'
    const same = (some: readonly string[], others: readonly string[]) => some.join('\n') === others.join('\n')
    if (ready && state && !(same(state.words, this.words) && same(state.beside, this.beside.map(word)))) {
      strange.push(...[...state.words, ...state.beside].filter((one) => meant(one, this.known) === undefined))
      this.beside = this.those(state.beside)
      this.put(this.those(state.words))
    } else if (ready) this.keep()
    const told = distinct(strange)
      .map((one) => `“${one}”`)
      .join(', ')
    if (told !== '') this.message = `Left aside, as this case does not know it: ${told}.`
    else if (this.status !== 'unable') this.message = ''
  }

  /** The changes that words mean; of each subject the last counts. */
  private those(words: readonly string[]): Pinned[] {
    const all = words.map((one) => meant(one, this.known)).filter((one) => one !== undefined)
    return all.filter((one, at) => !all.slice(at + 1).some((later) => subjectOf(later) === subjectOf(one)))
  }

  /** What is pinned stays beside what will be pinned from now on; without anything pinned nothing stands beside. */
  hold() {
    this.beside = this.pinned
    this.put(this.pinned)
  }

  /** What stands beside is pinned, and what was pinned stands beside. */
  swap() {
    const held = this.beside
    this.beside = this.pinned
    this.lastSubject = ''
    this.set(held)
  }

  letGo() {
    this.beside = []
    this.put(this.pinned)
  }

  /** Opens a question, or closes it. */
  open(id: string) {
    this.opened = this.opened.includes(id) ? this.opened.filter((one) => one !== id) : [...this.opened, id]
    this.keep()
  }

  /** Writes into the address what a reload should find; changes that wait for the engine stay in it. */
  private keep() {
    const waiting = this.status === 'ready' ? undefined : stateIn()
    const { words, beside } = waiting ?? { words: this.words, beside: this.beside.map(word) }
    write({ words, beside, open: this.opened })
  }

  /** Pins a change, in the place of another of the same subject. */
  pin(pinned: Pinned) {
    const at = this.pinned.findIndex((one) => subjectOf(one) === subjectOf(pinned))
    const next = at < 0 ? [...this.pinned, pinned] : this.pinned.map((one, place) => (place === at ? pinned : one))
    // A slider that is drawn along is one step.
    const same = at >= 0 && this.lastSubject === subjectOf(pinned)
    this.lastSubject = subjectOf(pinned)
    this.set(next, same)
  }
  private lastSubject = ''

  unpin(pinned: Pinned) {
    this.lastSubject = ''
    this.set(this.pinned.filter((one) => subjectOf(one) !== subjectOf(pinned)))
  }

  isPinned(pinned: Pinned): boolean {
    return this.pinned.some((one) => word(one) === word(pinned))
  }

  toggle(pinned: Pinned) {
    if (this.isPinned(pinned)) this.unpin(pinned)
    else this.pin(pinned)
  }

  clear() {
    this.lastSubject = ''
    if (this.pinned.length > 0) this.set([])
  }

  undo() {
    const last = this.past.pop()
    if (!last) return
    this.future.push(this.pinned)
    this.put(last)
  }

  redo() {
    const next = this.future.pop()
    if (!next) return
    this.past.push(this.pinned)
    this.put(next)
  }

  private set(next: readonly Pinned[], sameStep = false) {
    if (!sameStep) this.past.push(this.pinned)
    this.future = []
    this.put(next)
  }

  private put(next: readonly Pinned[]) {
    this.pinned = next
    this.steps = { undo: this.past.length, redo: this.future.length }
    this.keep()
    void this.answer()
  }

  /** Stops what runs; what is told stays as far as it came. */
  async stop() {
    this.asked += 1
    this.running = 0
    await this.engine?.stop()
  }

  /** Rounds of more and more draws, each in the place of the last, until another change comes. */
  private async answer() {
    const { engine, assessment } = this
    if (!engine || !assessment) return
    this.asked += 1
    const asked = this.asked
    const isOld = () => asked !== this.asked
    const busy = this.running > 0
    this.reached = 0
    const idle = this.pinned.length === 0 && this.beside.length === 0
    if (idle) this.told = {}
    this.memo.keep([[], this.words, this.beside.map(word)])
    if (busy) {
      await new Promise((resume) => setTimeout(resume, PATIENCE))
      if (isOld()) return
      if (this.busy) await engine.stop().catch(() => {})
      if (isOld()) return
    }
    if (idle) {
      this.running = 0
      this.announced = 'As coded.'
      return
    }
    try {
      const fewer = ROUNDS.filter((one) => one <= assessment.draws)
      for (const draws of fewer.length > 0 ? fewer : [assessment.draws]) {
        if (!(await this.round(engine, assessment, draws, isOld))) return
      }
    } catch (error) {
      if (error instanceof GivenUp || isOld()) return
      this.message = `${(error as Error).message}.`
    }
    if (!isOld()) this.running = 0
  }

  /** Whether a question is being worked out. */
  private busy = false

  private async round(engine: Engine, assessment: Assessment, draws: number, isOld: () => boolean): Promise<boolean> {
    const words = this.words
    this.running = draws
    this.done = 0
    const held = this.beside.map(word)
    const order = this.order(assessment)
    const one = (changes: string[], id: string) => this.verdict(engine, assessment, changes, draws, id)
    // The engine holds one set of changes at a time: all of the one that stands beside come first.
    for (const id of held.length > 0 ? order : []) {
      await one(held, id)
      if (isOld()) return false
    }
    for (const id of order) {
      const was = await one([], id)
      if (isOld()) return false
      const is = await one(words, id)
      if (isOld()) return false
      const beside = held.length > 0 ? this.memo.get(held, draws, id) : undefined
      const told = was && is && { was, is, way: way(was, is), draws, ...(beside && { beside }) }
      if (told) this.told = { ...this.told, [id]: told }
      this.done += 1
    }
    this.reached = draws
    this.announced = this.summary(draws)
    return true
  }

  /** A verdict, worked out where it is not known. */
  private async verdict(engine: Engine, { seed }: Assessment, changes: string[], draws: number, id: string) {
    const known = this.memo.get(changes, draws, id)
    if (known) return known
    this.busy = true
    try {
      const began = performance.now()
      const text = await engine.ask({ ask: 'verdict', question: id, changes, draws, seed })
      this.took[id] = performance.now() - began
      const found = (JSON.parse(text) as Answer[])[0]
      if (found) this.memo.put(changes, draws, id, found)
      return found
    } finally {
      this.busy = false
    }
  }

  /** By question how long it took last, in milliseconds. */
  private took: Record<string, number> = {}

  /** Works out the verdicts on the case as it is over the draws of the first round, so that a change waits for its own alone. */
  private async prepare() {
    const { engine, assessment } = this
    if (!engine || !assessment) return
    const asked = this.asked
    const draws = Math.min(ROUNDS[0] ?? assessment.draws, assessment.draws)
    try {
      for (const id of this.order(assessment)) {
        if (asked !== this.asked) return
        await this.verdict(engine, assessment, [], draws, id)
      }
    } catch {
      // Whoever asks next is told.
    }
  }

  /** Those that are open first, then those that are soon answered; what is not known stays so last. */
  private order({ answers }: Assessment): string[] {
    const rank = (answer: Answer) => (this.opened.includes(answer.id) ? 0 : isUnknown(answer) ? 2 : 1)
    const took = ({ id }: Answer) => this.took[id] ?? 0
    return [...answers].sort((a, b) => rank(a) - rank(b) || took(a) - took(b)).map(({ id }) => id)
  }

  /** How many verdicts went which way. */
  count(wanted: Way): number {
    return Object.values(this.told).filter((told) => told.way === wanted).length
  }

  private summary(draws: number): string {
    const [turned, moved] = [this.count('turned'), this.count('moved')]
    const verdicts = (count: number) => (count === 1 ? 'One verdict' : `${count === 0 ? 'No' : count} verdicts`)
    return `${verdicts(turned)} turned, ${moved} moved, over ${draws.toLocaleString('en')} draws.`
  }

  /** What scripts of a reader may call: the JSON of `detente whatif` and of `detente answer`. */
  private offer() {
    const told = async (request: object) => {
      if (!this.engine) throw new Unable('this page cannot answer')
      return JSON.parse(await this.engine.ask(request)) as unknown
    }
    const ask = (changes: string[], options: { draws?: number; seed?: number } = {}) =>
      told({ ask: 'what-if', changes, ...options })
    const answers = (changes: string[] = [], options: { draws?: number; seed?: number } = {}) =>
      told({ ask: 'answers', changes, ...options })
    Object.assign(globalThis, { detente: { ask, answers } })
  }
}

export const live = new Live()
