import './page.css'
import { mount } from 'svelte'
import App from './App.svelte'
import type { Assessment } from './generated'
import { whole } from './lib/findings'

const text = document.getElementById('assessment')?.textContent ?? ''
const target = document.getElementById('app')
if (target) {
  try {
    const assessment = whole(JSON.parse(text) as Assessment)
    document.title = `${assessment.case.title} · detente`
    mount(App, { target, props: { assessment } })
  } catch {
    target.textContent = 'This page holds no assessment: make one with `detente run CASE --report FILE`.'
  }
}
