export type Cell = string | number | boolean | null | undefined
export type Row = Record<string, Cell>

/** Whether a spreadsheet would take a text for a formula; a number is none. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]./s.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
}

/** Rows as CSV; a text that a spreadsheet would run as a formula gets an apostrophe. */
export function toCsv(rows: Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cell = (value: Cell) => {
    const text = value === null || value === undefined ? '' : String(value)
    const safe = typeof value === 'string' && isFormula(text) ? `'${text}` : text
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','))
  return [columns.map(cell).join(','), ...lines].join('\n') + '\n'
}

/** A name for a file: letters and digits of any script. */
export function fileName(title: string, ending: string): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  const plain = [...words.replace(/^-|-$/g, '')].slice(0, 60).join('').replace(/-$/, '')
  return `${plain || 'figure'}.${ending}`
}

export function save(name: string, type: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}

/** The chart's SVG as a file of its own: colours of the page's theme written out. */
export function svgOf(element: Element | null): string | null {
  const svg = element?.querySelector('svg')
  if (!svg) return null
  const copy = svg.cloneNode(true) as SVGSVGElement
  const style = getComputedStyle(svg)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute(
    'style',
    `color: ${style.color}; font-family: sans-serif; background: ${style.getPropertyValue('--page') || '#fff'}`,
  )
  const variables = [
    'close',
    'other',
    'hostile',
    'closetint',
    'othertint',
    'ink',
    'soft',
    'line',
    'page',
    'card',
    'mark',
  ]
  let text = new XMLSerializer().serializeToString(copy)
  for (const name of variables) text = text.replaceAll(`var(--${name})`, style.getPropertyValue(`--${name}`).trim())
  return text
}
