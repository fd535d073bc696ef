import './page.css'
import { mount } from 'svelte'
import App from './App.svelte'
import type { Assessment } from './generated'
import { whole } from './lib/findings'
import { unpacked } from './lib/packed'
import { live } from './live/live.svelte'
import Worker from './live/worker?worker&inline'

const NONE = 'This page holds no assessment: make one with `detente run CASE --report FILE`.'

async function show(target: HTMLElement) {
  const text = document.getElementById('assessment')?.textContent ?? ''
  try {
    const assessment = whole((await unpacked(text)) as Assessment)
    document.title = `${assessment.case.title} · detente`
    mount(App, { target, props: { assessment } })
    void live.start(assessment, () => new Worker())
  } catch {
    target.textContent = NONE
  }
}

const target = document.getElementById('app')
if (target) void show(target)
