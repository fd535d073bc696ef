// @vitest-environment jsdom
import './room'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import App from '../src/App.svelte'
import { listed, sections } from '../src/lib/sections'
import { empty, full } from './made'

/** What a reader sees or hears of a section, without commands that are meant to name a finding. */
function told(element: Element): string {
  const copy = element.cloneNode(true) as Element
  for (const code of copy.querySelectorAll('code')) code.remove()
  const labels = [...copy.querySelectorAll('[aria-label]')].map((part) => part.getAttribute('aria-label'))
  return [copy.textContent, ...labels].join('\n')
}

/** What no reader should meet: values that are none, and ids of findings. */
const RAW = /undefined|NaN|null|\[object|\b(balance|ties|geometry|conflict|bargain|forums)\.(?!csv\b)[a-z]/

const NOTHING: Record<string, string> = {
  issues: 'The case has no issue.',
  conflicts: 'The case has no conflict.',
  causes: 'The case has no links.',
  scenarios: 'No scenario was run.',
  hangs: 'There were too few draws to say.',
  forums: 'The case has none.',
}

describe.each(sections.map((one) => [one.section.id, one] as const))('section %s', (id, { section, default: Body }) => {
  it.each(full().scenario_order)('tells what there is, in scenario %s', (scenario) => {
    expect(section.shows(full())).toBe(true)
    const { container } = render(Body, { assessment: full(), scenario })
    const found = container.querySelector(`section#${id}`)
    expect(found?.querySelector('h2')?.textContent).toBeTruthy()
    expect(told(found!)).not.toMatch(RAW)
  })

  it('is absent, or says that there is nothing', () => {
    if (!section.shows(empty())) return
    const { container } = render(Body, { assessment: empty(), scenario: 'baseline' })
    expect(told(container)).not.toMatch(RAW)
    expect(container.textContent).toContain(NOTHING[id] ?? '')
  })
})

describe('sections', () => {
  it('are all that lie in the folder, each with its own anchor and place', () => {
    const files = Object.keys(import.meta.glob('../src/sections/*.svelte'))
    expect(sections).toHaveLength(files.length)
    expect(new Set(sections.map(({ section }) => section.id)).size).toBe(files.length)
    expect(new Set(sections.map(({ section }) => section.order)).size).toBe(files.length)
  })

  it('without anything to show are absent', () => {
    const absent = sections.filter(({ section }) => !section.shows(empty())).map(({ section }) => section.id)
    expect(absent).toEqual(['levers', 'record'])
  })

  it('are listed as a sentence lists them', () => {
    expect([listed([]), listed(['A']), listed(['Network', 'Balance', 'What if'])]).toEqual([
      '',
      'A',
      'Network, balance and what if',
    ])
  })
})

describe('the page', () => {
  const open = async () => {
    const { container } = render(App, { assessment: full() })
    await fireEvent.click(screen.getByText('Open all chapters'))
    return container
  }

  it('folds its chapters, and opens them in their order', async () => {
    const { container } = render(App, { assessment: full() })
    expect(container.querySelectorAll('details[open]')).toHaveLength(0)
    await fireEvent.click(screen.getByText('Open all chapters'))
    const found = [...container.querySelectorAll('#chapters details > section')].map((one) => one.id)
    expect(found).toEqual(sections.map(({ section }) => section.id))
  })

  it('shows the scenario that is chosen', async () => {
    const container = await open()
    const choice = screen.getByLabelText(
      'Network, balance, bargaining, conflicts, causes and tables of talks under',
    ) as HTMLSelectElement
    await fireEvent.change(choice, { target: { value: 'more' } })
    expect(container.querySelector('#network h2')?.textContent).toBe('The network: More trade')
  })

  it('opens the evidence behind a number', async () => {
    const container = await open()
    await fireEvent.click(container.querySelector('#balance dd .number')!)
    const dialog = container.querySelector('dialog')!
    expect(dialog.querySelector('h2')?.textContent).toBe('how much')
    expect(dialog.querySelector('article')?.textContent).toContain('A stands with B.')
    expect(dialog.textContent).not.toMatch(/undefined|NaN|null/)
    await fireEvent.click(screen.getByText('Close'))
  })

  it('says what a stopped run lacks', () => {
    render(App, { assessment: { ...empty(), stopped: { scenarios: ['more'], parts: ['levers'] } } })
    expect(screen.getByRole('alert').textContent).toContain('what would reach the goals')
  })
})

describe('answers in chapters', () => {
  const show = (id: string, scenario: string) => {
    const found = sections.find(({ section }) => section.id === id)!
    return render(found.default, { assessment: full(), scenario }).container
  }

  it('are those of page one where there are any, and those of the method otherwise', () => {
    expect(show('issues', 'baseline').querySelector('p.answer')?.textContent).toBe('Lands at 60.')
    expect(show('conflicts', 'baseline').querySelector('p.answer')?.textContent).toContain('Aland stands with B.')
  })

  it('of a conflict in which nothing is known of somebody are none', () => {
    const silent = show('conflicts', 'silent')
    expect(silent.textContent).toContain('the conflict has no answer in this scenario')
    expect(silent.textContent).not.toContain('never')
    expect(show('issues', 'silent').textContent).toContain('the issue has no answer in this scenario')
    expect(show('conflicts', 'more').textContent).not.toContain('has no answer')
  })
})

it('every colour and measure that a rule asks for is a token of the stylesheet', () => {
  const files = import.meta.glob<string>(['../src/**/*.svelte', '../src/page.css'], {
    eager: true,
    query: '?raw',
    import: 'default',
  })
  const text = Object.values(files).join('\n')
  const defined = new Set([...text.matchAll(/^\s*(--[a-z]+):/gm)].map((found) => found[1]))
  const asked = new Set([...text.matchAll(/var\((--[a-z]+)\)/g)].map((found) => found[1]))
  expect(defined.size).toBeGreaterThan(9)
  expect([...asked].filter((name) => !defined.has(name))).toEqual([])
})
