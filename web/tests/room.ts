// What jsdom has not: sizes, media queries, dialogs; and no graph is drawn, for there is no canvas.

import { vi } from 'vitest'

vi.mock('cytoscape', () => {
  const core = { on() {}, destroy() {}, resize() {}, fit() {} }
  return { default: Object.assign(() => core, { use() {} }) }
})

class Still {
  observe() {}
  unobserve() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', Still)
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
// A chart is drawn where its room has a width.
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { get: () => 640 })
HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true
}
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false
}
