import cytoscape from 'cytoscape'
// The plugin comes without types.
import svgOutput from 'cytoscape-svg'
import { onTheme } from '../lib/theme'

cytoscape.use(svgOutput)

/** Whatever the graph shows, the reader looks at it as it stands. */
export const STILL = { userZoomingEnabled: false, userPanningEnabled: false, autoungrabify: true }

/** Colours of the page by variable, as they are where `container` stands. */
export function colours(container: HTMLElement): (variable: string) => string {
  const style = getComputedStyle(container)
  return (variable) => style.getPropertyValue(variable).trim()
}

/** A graph that lives in a room of the page: drawn anew when the colours of the page change, fitted when the room does. */
export class Drawing {
  private core: cytoscape.Core | undefined

  constructor(
    private build: (container: HTMLElement) => cytoscape.Core,
    private padding: number,
  ) {}

  /** Draws into a room; the answer takes it down again. */
  mount(room: HTMLElement): () => void {
    const draw = () => {
      this.core?.destroy()
      this.core = this.build(room)
    }
    draw()
    const sized = new ResizeObserver(() => {
      this.core?.resize()
      this.core?.fit(undefined, this.padding)
    })
    sized.observe(room)
    const forget = onTheme(draw)
    return () => {
      sized.disconnect()
      forget()
      this.core?.destroy()
      this.core = undefined
    }
  }

  svg(): string | null {
    return this.core
      ? (this.core as cytoscape.Core & { svg(options: object): string }).svg({ full: true, scale: 1 })
      : null
  }
}
