// @vitest-environment jsdom
import './room'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import App from '../src/App.svelte'
import { firstNetwork, hinges } from '../src/lib/answers'
import { DOTS, dots, share } from '../src/lib/draws'
import { asDate } from '../src/lib/findings'
import { GLOSSARY, gradeInWords, withTerms } from '../src/lib/glossary'
import { live } from '../src/live/live.svelte'
import { answer, empty, full, said, standing } from './made'
import examples from '../../crates/method/tests/shares.json'

describe('shares of the draws', () => {
  it.each(examples)('$share of $draws draws', (one) => {
    expect(share(one.share, one.draws)).toBe(one.told)
  })

  it('have all twenty dots for every draw alone, and none for no draw alone', () => {
    expect([1, 0.9999, 0.97, 0.5, 0.0001, 0].map(dots)).toEqual([DOTS, 19, 19, 10, 1, 0])
  })
})

describe('page one', () => {
  // What is open stays so on a page; every test has its own.
  beforeEach(() => {
    live.opened = []
  })

  it('tells every question with its verdict, and what is not known in italics', () => {
    const { container } = render(App, { assessment: full() })
    const rows = [...container.querySelectorAll('#answers li.q')]
    expect(rows.map((row) => row.querySelector('h3')?.textContent?.trim())).toEqual([
      'Who stands with whom?',
      'What of Q2?',
    ])
    expect(rows[0]?.querySelector('.verdict')?.textContent).toBe('Aland stands with B. C is the other side.')
    expect(rows[0]?.querySelector('.why')?.textContent).toMatch(/How sure:\s+the side in 80 of 100 draws/)
    expect(rows[1]?.classList.contains('unknown')).toBe(true)
    expect(container.querySelector('#answers')?.textContent).not.toMatch(/undefined|NaN|null|tie\\.A-B/)
  })

  it('opens an answer into its parts, with the claim under its reason', async () => {
    const { container } = render(App, { assessment: full() })
    await fireEvent.click(screen.getByText('Who stands with whom?', { selector: 'button' }))
    const parts = container.querySelector('#answer-Q1')!
    const heads = [...parts.querySelectorAll('h4')].map((head) => head.textContent)
    expect(heads).toEqual(['Because', 'It would change if', 'What is weak', 'Figure'])
    expect(parts.querySelector('blockquote')?.textContent).toContain('A stands with B.')
    expect(parts.querySelector('figure svg')?.getAttribute('aria-label')).toContain('on no side C')
    await fireEvent.click(screen.getByText('compromise'))
    expect(parts.querySelector('[role=note]')?.textContent).toBe(GLOSSARY.get('compromise'))
  })

  it('opens the drawer of a claim, which says why there is no text of the source', async () => {
    const { container } = render(App, { assessment: full() })
    await fireEvent.click(screen.getByText('Who stands with whom?', { selector: 'button' }))
    await fireEvent.click(container.querySelector('#answer-Q1 blockquote button')!)
    const drawer = container.querySelector('dialog')!
    expect(drawer.textContent).toContain('A stands with B.')
    expect(drawer.textContent).toContain('The source’s words are not in this file')
    expect(drawer.textContent).toMatch(/Without it\s+Who stands with whom\?\s*turns/)
    await fireEvent.click(screen.getByText('Close'))
  })

  it('opens what is behind a number of a sentence', async () => {
    const { container } = render(App, { assessment: full() })
    await fireEvent.click(screen.getByText('in 80 of 100 draws', { selector: '.why .number' }))
    expect(container.querySelector('dialog h2')?.textContent).toBe('how often')
    await fireEvent.click(screen.getByText('Close'))
  })

  it('finds questions by their words, and shows those that are not known alone', async () => {
    const { container } = render(App, { assessment: full() })
    const shown = () => container.querySelectorAll('#answers li.q').length
    await fireEvent.input(screen.getByLabelText('Find a question'), { target: { value: 'whom' } })
    expect(shown()).toBe(1)
    await fireEvent.input(screen.getByLabelText('Find a question'), { target: { value: '' } })
    await fireEvent.click(screen.getByText('Not known 1'))
    expect(shown()).toBe(1)
  })

  it('says that a case asks nothing', () => {
    render(App, { assessment: empty() })
    expect(screen.getByText(/The case asks nothing/)).toBeTruthy()
  })
})

describe('what page one is made of', () => {
  it('counts the verdicts that turn without a claim, single ones first', () => {
    const both = answer('Q3', {
      change_if: [
        { says: said('x'), claims: ['C1'], changes: ['drop:id=C1'] },
        { says: said('y'), claims: ['C1', 'C2'], changes: ['drop:id=C1', 'drop:id=C2'] },
        { says: said('z'), claims: [], changes: ['tie.A-B.x=0'] },
      ],
    })
    const found = hinges([standing(), both])
    expect(found.map(({ claims, turned }) => [claims.join(' '), turned.length])).toEqual([
      ['C1', 2],
      ['C1 C2', 1],
    ])
  })

  it('draws the first view where no answer shows a network', () => {
    const case_ = { ...full(), answers: [] }
    expect(firstNetwork(case_)?.shows.sides).toEqual([['A', 'B'], ['C']])
    expect(firstNetwork(empty())).toBeUndefined()
  })

  it('reads terms, grades and dates', () => {
    expect(withTerms('No compromise here').map((piece) => piece.text)).toEqual(['No ', 'compromise', ' here'])
    expect(gradeInWords('C3')).toBe('fairly reliable source · possibly true')
    expect([gradeInWords(''), asDate('2001-02'), asDate('2001-02-16'), asDate('2001')]).toEqual([
      '',
      'February 2001',
      '16 February 2001',
      '2001',
    ])
  })
})
