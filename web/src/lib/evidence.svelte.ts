// What the evidence panel shows: one finding, quantity or claim, with the way back.

export type Subject =
  { kind: 'finding'; id: string; scenario: string } | { kind: 'quantity'; id: string } | { kind: 'claim'; id: string }

class Evidence {
  trail = $state<Subject[]>([])
  private opener: HTMLElement | null = null

  get current(): Subject | undefined {
    return this.trail.at(-1)
  }

  open(subject: Subject) {
    if (this.trail.length === 0) this.opener = document.activeElement as HTMLElement | null
    this.trail.push(subject)
  }

  back() {
    this.trail.pop()
    if (this.trail.length === 0) this.opener?.focus()
  }

  close() {
    this.trail = []
    this.opener?.focus()
  }
}

export const evidence = new Evidence()
