// The report in Chromium, opened from disk: node tests/e2e.mjs REPORT [SCREENSHOT_FOLDER]
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import assert from 'node:assert/strict'
import { chromium } from 'playwright-core'
import { executablePath } from './browser.mjs'

const report = resolve(process.argv[2] ?? '../report.html')
const shots = process.argv[3]
assert(existsSync(report), `${report} is not there: run \`make demo\` first`)
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let passed = 0
let failed = 0
async function test(name, options, body) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    ...options,
  })
  const page = await context.newPage()
  const trouble = []
  page.on('console', (message) => message.type() === 'error' && trouble.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => trouble.push(`page: ${error.message}`))
  page.on('request', (request) => /^(https?|wss?):/.test(request.url()) && trouble.push(`fetched ${request.url()}`))
  try {
    await page.goto(`file://${report}`)
    await page.waitForSelector('#answers')
    await page.getByRole('button', { name: 'Open all chapters' }).click()
    await body(page)
    assert.deepEqual(trouble, [])
    passed += 1
    console.log(`ok   ${name}`)
  } catch (error) {
    failed += 1
    console.log(`FAIL ${name}: ${error.message}`)
  }
  await context.close()
}

await test('opens from disk with every question and every chapter', {}, async (page) => {
  const chapters = page.locator('#chapters > details')
  assert((await chapters.count()) >= 13)
  assert.equal(await page.locator('#chapters > details[open]').count(), await chapters.count())
  for (const section of await page.locator('#chapters section').all())
    assert(await section.locator('h2').first().isVisible(), `section ${await section.getAttribute('id')}`)
  assert((await page.locator('#answers li.q .verdict').count()) > 0)
  assert((await page.locator('#network canvas').count()) > 0, 'the network is drawn')
})

await test('a question opens into its answer, and its claim into the drawer', {}, async (page) => {
  const known = page.locator('#answers li.q:not(.unknown)')
  if ((await known.count()) === 0) return
  await known.first().locator('h3 button').click()
  assert((await known.first().locator('h4').count()) > 1, 'the parts of the answer')
  const claim = known.first().locator('blockquote button').first()
  if ((await claim.count()) === 0) return
  await claim.click()
  assert(/not in this file/.test(await page.locator('dialog[open]').innerText()))
  await page.keyboard.press('Escape')
})

await test('dark and light at a tap', {}, async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const before = await ground()
  await page.getByRole('button', { name: 'Dark' }).click()
  assert.notEqual(await ground(), before)
})

await test("a number's evidence opens down to the claim, and Escape goes back to the number", {}, async (page) => {
  const number = page.locator('#balance dd .number').first()
  await number.click()
  const dialog = page.locator('dialog[open]')
  await dialog.waitFor()
  assert((await dialog.locator('article').count()) > 0, 'claims are shown')
  await dialog.locator('table .number').first().click()
  assert(/Basis:/.test(await dialog.innerText()), 'a quantity is shown')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' }).catch(() => {})
  assert.equal(await page.locator('dialog[open]').count(), 0)
  assert(await number.evaluate((element) => element === document.activeElement), 'focus is back')
})

await test('a figure downloads as CSV, JSON and SVG', {}, async (page) => {
  const figure = page.locator('figure', { hasText: 'Who ends up with whom' })
  for (const [button, start] of [
    ['CSV', 'a,b,p'],
    ['JSON', '['],
    ['SVG', '<svg'],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.getByRole('button', { name: button }).click(),
    ])
    const text = readFileSync(await download.path(), 'utf8')
    assert(text.startsWith(start) && text.length > 60, `${button} begins with ${text.slice(0, 20)}`)
  }
  const network = page.locator('#network figure').first()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    network.getByRole('button', { name: 'SVG' }).click(),
  ])
  assert(readFileSync(await download.path(), 'utf8').includes('<svg'), 'the network as SVG')
})

await test('figures have a table view', {}, async (page) => {
  const figure = page.locator('#network figure').first()
  await figure.getByRole('button', { name: 'Table' }).click()
  assert((await figure.locator('tbody tr').count()) > 0)
})

await test('another scenario changes the network but not the places of actors', {}, async (page) => {
  const options = await page.locator('#scenario option').count()
  if (options < 2) return
  await page.locator('#scenario').selectOption({ index: 1 })
  assert(/:/.test(await page.locator('#network h2').innerText()), 'the heading names the scenario')
})

await test('no section says a value that is none, under any scenario', {}, async (page) => {
  const ids = await page.locator('#scenario option').evaluateAll((options) => options.map(({ value }) => value))
  for (const id of ids) {
    await page.locator('#scenario').selectOption(id)
    for (const section of await page.locator('main section').all()) {
      const none = /\bNaN\b|\[object/.exec(await section.innerText())
      assert(!none, `${await section.getAttribute('id')} under ${id}: ${none?.[0]}`)
    }
  }
})

await test('every issue shows its ruler, its models and its rounds', {}, async (page) => {
  const count = await page.locator('#issue option').count()
  assert(count > 0, 'there are issues')
  for (let index = 0; index < count; index += 1) {
    await page.locator('#issue').selectOption({ index })
    assert((await page.locator('#issues figure svg circle').count()) > 1, 'actors are drawn')
    assert((await page.locator('#issues .number').count()) > 4, 'forecasts are told')
  }
  const before = await page.locator('#issues figure svg').first().innerHTML()
  await page.locator('#turn').fill('1')
  assert.notEqual(await page.locator('#issues figure svg').first().innerHTML(), before, 'another turn, another picture')
  await page.locator('#issues td .number').first().click()
  assert((await page.locator('dialog[open] article').count()) > 0, 'claims behind a forecast are shown')
})

await test('every conflict shows its states, its graph and its reasons', {}, async (page) => {
  const count = await page.locator('#conflict option').count()
  assert(count > 0, 'there are conflicts')
  for (let index = 0; index < count; index += 1) {
    await page.locator('#conflict').selectOption({ index })
    assert((await page.locator('#conflicts table tbody tr').count()) > 4, 'states are listed')
    assert((await page.locator('#conflicts canvas').count()) > 0, 'the graph is drawn')
    assert((await page.locator('#conflicts .verdict').count()) > 0, 'reasons are told')
  }
  await page.locator('#conflicts td .number').first().click()
  assert(
    (await page.locator('dialog[open] :is(article, .paraphrase)').count()) > 0,
    'claims behind an outcome are shown',
  )
})

await test('claims can be searched', {}, async (page) => {
  const before = await page.locator('#claims tbody tr').count()
  await page.locator('#claims input').fill('zzzz')
  assert.equal(await page.locator('#claims tbody tr').count(), 0)
  await page.locator('#claims input').fill('')
  assert.equal(await page.locator('#claims tbody tr').count(), before)
})

// From here on the page answers, where the report carries its engine.
const carries = /<script type="text\/plain" id="engine">\s*[^\s<_]{1000}/.test(readFileSync(report, 'utf8'))
if (!carries) console.log('skipped: the report carries no engine, so nothing is asked of it')
const ready = (page) => page.waitForFunction(() => globalThis.detente !== undefined, null, { timeout: 120_000 })
const settled = (page, within = 600_000) =>
  page.waitForFunction(() => /, over \d+ draws/.test(document.querySelector('.did')?.textContent ?? ''), null, {
    timeout: within,
  })

if (carries)
  await test('a number is moved by name, the address holds it, and undo takes it back', {}, async (page) => {
    const began = Date.now()
    await ready(page)
    console.log(`     the engine is ready ${Date.now() - began} ms after the page`)
    await page.keyboard.press('/')
    await page.locator('.find input').fill('the')
    const offer = page.getByRole('option').first()
    await offer.waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const drawer = page.locator('dialog[open]')
    await drawer.waitFor()
    const mode = drawer.getByLabel('Most likely', { exact: true })
    const coded = await mode.inputValue()
    const slider = drawer.getByRole('slider')
    const [least, most] = await slider.evaluate((input) => [Number(input.min), Number(input.max)])
    await mode.fill(String(Number(coded) > (least + most) / 2 ? least : most))
    await mode.press('Enter')
    await page.waitForFunction(() => location.hash.includes('with='))
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('.pinned').count(), 1, 'a chip says what is not as coded')
    const first = Date.now()
    await page.locator('li.q .told').first().waitFor({ timeout: 120_000 })
    console.log(`     the first verdict ${Date.now() - first} ms after the change`)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForFunction(() => !location.hash.includes('with='))
    assert.equal(await page.locator('.pinned').count(), 0)
    await page.locator('li.q .told').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Redo' }).click()
    assert.equal(await page.locator('.pinned').count(), 1)
  })

if (carries)
  await test('without the sentence that most hangs on a verdict turns, and says what it was', {}, async (page) => {
    await ready(page)
    const hinge = page.locator('.hang ol button').first()
    if ((await hinge.count()) === 0) return
    await hinge.click()
    await page.locator('dialog[open]').getByRole('button', { name: 'Without this sentence' }).click()
    await page.keyboard.press('Escape')
    const began = Date.now()
    await page.locator('li.q.turned').first().waitFor({ timeout: 600_000 })
    console.log(`     a verdict turned ${Date.now() - began} ms after the change`)
    await settled(page)
    console.log(`     the first round was whole ${Date.now() - began} ms after the change`)
    const turned = page.locator('li.q.turned').first()
    assert((await turned.locator('del').innerText()) !== (await turned.locator('.told .verdict').innerText()))
    assert(/turned/.test(await page.locator('.unseen').innerText()), 'it is announced')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as scenario' }).click(),
    ])
    assert(/op = "drop"/.test(readFileSync(await download.path(), 'utf8')), 'the scenario is written')
    assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways')
    await page.evaluate(axe)
    const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] }))
    const serious = found.violations.filter((violation) => ['serious', 'critical'].includes(violation.impact))
    assert.deepEqual(
      serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)}`),
      [],
    )
    if (shots) {
      mkdirSync(shots, { recursive: true })
      await page.screenshot({ path: `${shots}/turned.png` })
    }
  })

if (carries)
  await test('the address brings changes along, and what it says wrongly is left aside and told', {}, async (page) => {
    await ready(page)
    const claim = await page.evaluate(
      () => document.querySelector('#claims tbody .code, #claims tbody td')?.textContent,
    )
    await page.goto('about:blank')
    await page.goto(`file://${report}#answers?with=drop%3Aid%3D${claim?.trim()}&with=factor.none-at-all%3D1`)
    await ready(page)
    await page.locator('.pinned').first().waitFor()
    assert.equal(await page.locator('.pinned').count(), 1)
    assert(
      /factor\.none-at-all=1/.test(await page.locator('.did [role=alert]').innerText()),
      'what was left aside is told',
    )
  })

if (carries)
  await test('scripts ask as the command line does', {}, async (page) => {
    await ready(page)
    const claim = await page.evaluate(
      () => document.querySelector('#claims tbody .code, #claims tbody td')?.textContent,
    )
    const found = await page.evaluate(
      (id) => globalThis.detente.ask([`drop:id=${id}`], { draws: 20, seed: 1 }),
      claim?.trim(),
    )
    assert.deepEqual([found.schema, found.draws, found.seed], ['detente-whatif/1', 20, 1])
    const refused = await page.evaluate(() => globalThis.detente.ask(['factor.none-at-all=1']).catch(String))
    assert(/no quantity/.test(refused), refused)
  })

if (carries)
  await test('where no WebAssembly runs the page says so and shows what was computed', {}, async (page) => {
    await page.addInitScript(() => delete globalThis.WebAssembly)
    await page.reload()
    await page.locator('.unable').waitFor()
    assert((await page.locator('#answers li.q .verdict').count()) > 0)
  })

for (const [name, options] of [
  ['wide', {}],
  ['narrow', { viewport: { width: 390, height: 844 } }],
  ['dark', { colorScheme: 'dark' }],
]) {
  await test(`${name}: nothing sticks out, and no serious barrier is found`, options, async (page) => {
    await page.waitForTimeout(400)
    assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways')
    await page.evaluate(axe)
    const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] }))
    const serious = found.violations.filter((violation) => ['serious', 'critical'].includes(violation.impact))
    assert.deepEqual(
      serious.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 120)}`),
      [],
    )
    if (shots) {
      mkdirSync(shots, { recursive: true })
      await page.addStyleTag({ content: '.top, .choice, aside { position: static !important }' })
      await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
    }
  })
}

await test('prints on A4', {}, async (page) => {
  const pdf = await page.pdf({ format: 'A4' })
  assert(pdf.length > 20_000)
})

await browser.close()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
