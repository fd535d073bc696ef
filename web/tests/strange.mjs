// A case whose texts are markup, quotes and marks, in its report and in Chromium: node tests/strange.mjs PROGRAM [SCREENSHOT_FOLDER]
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { executablePath } from './browser.mjs'

const program = resolve(process.argv[2] ?? '../target/debug/detente')
const shots = process.argv[3]
assert(existsSync(program), `${program} is not there: build it first`)

/** What must show as text: markup, ends of scripts and comments, quotes, separators of lines, a mark that turns the reading. */
const STRANGE = `</script><script>globalThis.broken=1</script><!-- <img src=x onerror="globalThis.broken=2"> 'a' "b" & &lt; \\ \u2028 \u200f %22 ?with=`
const strange = (what) => `${what} ${STRANGE}`
const toml = (text) => JSON.stringify(text)
const csv = (text) => `"${text.replaceAll('"', '""')}"`

const room = mkdtempSync(join(tmpdir(), 'detente-strange-'))
const folder = join(room, 'case')
cpSync(new URL('../../cases/triangle', import.meta.url), folder, { recursive: true })

/** Rewrites a file of the case. */
function change(file, ...pairs) {
  const path = join(folder, file)
  const text = pairs.reduce(
    (all, [from, to]) => {
      assert(all.includes(from), `${file} has no ${from}`)
      return all.replace(from, () => to)
    },
    readFileSync(path, 'utf8'),
  )
  writeFileSync(path, text)
}

change(
  'case.toml',
  ['"Three states and a strait"', toml(strange('The case'))],
  [
    /summary = ".*"/.exec(readFileSync(join(folder, 'case.toml'), 'utf8'))[0],
    `summary = ${toml(strange('The summary'))}`,
  ],
  ['"Made up for learning; nothing in it is real."', toml(strange('A note'))],
  ['"The three states"', toml(strange('The view'))],
  ['"The strait"', toml(strange('The conflict'))],
  ['"fears the alliance"', toml(strange('It fears'))],
  ['"send patrols into the strait"', toml(strange('send patrols'))],
)
change('actors.csv', ['ARL,Arland,', `ARL,${csv(strange('Arland'))},`])
change('questions.csv', ['Who stands with whom?', csv(strange('Who stands with whom?'))])
change('sources.csv', ['A newspaper article that was never written', csv(strange('A paper'))])
change('claims.csv', ['The alliance with Borland stands', csv(strange('The alliance stands'))])
change('ties.csv', ['explicit,C1,paper:¶1,', `explicit,C1,paper:¶1,${csv(strange('A tie'))}`])
const titled = readFileSync(join(folder, 'scenarios/pipeline.toml'), 'utf8').replace(
  /title = ".*"/,
  () => `title = ${toml(strange('A pipeline'))}`,
)
writeFileSync(join(folder, 'scenarios/pipeline.toml'), titled)

const report = join(room, 'report.html')
const run = (...words) =>
  execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] })
run('run', folder, '--draws', '50', '--report', report, '--quiet', '--format', 'json')

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
const page = await context.newPage()
const trouble = []
page.on('console', (message) => message.type() === 'error' && trouble.push(`console: ${message.text()}`))
page.on('pageerror', (error) => trouble.push(`page: ${error.message}`))
page.on('dialog', (dialog) => trouble.push(`dialog: ${dialog.message()}`))
const plain = (text) => text.replace(/\s+/g, ' ').replaceAll('\u2011', '-')
const shows = async (locator, what) =>
  assert(
    plain(await locator.textContent()).includes(plain(strange(what)).trim()),
    `${what}: ${await locator.textContent()}`,
  )
const intact = async () => {
  assert.equal(await page.evaluate(() => globalThis.broken), undefined, 'a text of the case ran as a script')
  assert.equal(await page.locator('body img').count(), 0, 'a text of the case became markup')
}

await page.goto(`file://${report}`)
await page.waitForSelector('#answers')
await page.getByRole('button', { name: 'Open all chapters' }).click()
await shows(page.locator('h1'), 'The case')
await shows(page.locator('.lede'), 'The summary')
await shows(page.locator('#question-Q1 h3'), 'Who stands with whom?')
await shows(page.locator('#claims tbody'), 'The alliance stands')
await shows(page.locator('main'), 'Arland')
assert((await page.title()).includes('</script>'), 'the title of the window')
await intact()

const carries = /<script type="text\/plain" id="engine">\s*[^\s<_]/.test(readFileSync(report, 'utf8'))
if (carries) {
  await page.waitForFunction(() => globalThis.detente !== undefined, null, { timeout: 120_000 })
  // By the ask bar into the drawer, and from there onto a chip.
  const find = page.locator('.find input')
  const offers = page.locator('.find [role=option]')
  await find.fill('alliance stands')
  await shows(offers.last(), 'The alliance stands')
  await offers.last().click()
  const drawer = page.locator('dialog[open]')
  await shows(drawer.locator('.paraphrase'), 'The alliance stands')
  await drawer.getByRole('button', { name: 'As if it said the opposite' }).click()
  await page.keyboard.press('Escape')
  await find.fill('private')
  await offers
    .filter({ hasText: /Without sentences of channel/ })
    .first()
    .click()
  assert.equal(await page.locator('.pinned').count(), 2)
  assert((await page.locator('.pinned', { hasText: 'channel “private”' }).count()) === 1, 'the channel on its chip')
  await find.fill('how surely')
  await shows(offers.first(), 'send patrols').catch(() => {})
  await find.fill('')
  await shows(page.locator('.chips'), 'A pipeline')
  await page.locator('.chips .chip', { hasText: 'A pipeline' }).click()
  await page.waitForFunction(() => /, over \d+ draws/.test(document.querySelector('.did')?.textContent ?? ''), null, {
    timeout: 60_000,
  })
  await page.locator('#question-Q1 h3 button').click()
  await intact()

  // What the address holds is there again after a reload: changes, and the open question.
  await page.reload()
  await page.waitForFunction(() => globalThis.detente !== undefined, null, { timeout: 120_000 })
  await page.locator('.pinned').first().waitFor()
  assert.equal(await page.locator('.pinned').count(), 2)
  assert.equal(await page.locator('#question-Q1 h3 button').getAttribute('aria-expanded'), 'true')
  assert.equal(await page.locator('.chip[aria-pressed=true]', { hasText: 'A pipeline' }).count(), 1)
  // A link of the page changes the place and loses nothing.
  await page.locator('nav a[href="#claims"]').click()
  assert.equal(await page.locator('.pinned').count(), 2)
  assert(await page.evaluate(() => location.hash.startsWith('#claims?with=')), 'the place changes, the state stays')
  await page.goto('about:blank')
  await page.goto(`file://${report}#answers?with=${encodeURIComponent(STRANGE)}&open=${encodeURIComponent(STRANGE)}`)
  await page.waitForFunction(() => globalThis.detente !== undefined, null, { timeout: 120_000 })
  await page.locator('.did [role=alert]').waitFor()
  assert(
    plain(await page.locator('.did [role=alert]').textContent()).includes('</script>'),
    'what was left aside is told',
  )
  assert.equal(await page.locator('.pinned').count(), 0)
  await intact()

  // The saved scenario is read back by the program.
  await page.goto('about:blank')
  await page.goto(`file://${report}#answers?with=mirror%3Aid%3DC1&with=${encodeURIComponent('drop:channel=private')}`)
  await page.waitForFunction(() => globalThis.detente !== undefined, null, { timeout: 120_000 })
  // Two what-ifs stand beside one another, on a phone one above the other.
  await page.getByRole('button', { name: 'Compare with another' }).click()
  await page.getByRole('button', { name: 'As coded', exact: true }).click()
  const sides = page.locator('#question-Q1 .sides > div')
  await sides.first().waitFor({ timeout: 60_000 })
  const places = async () => Promise.all([0, 1].map((at) => sides.nth(at).boundingBox()))
  const [a, b] = await places()
  assert(a.x < b.x && Math.abs(a.y - b.y) < 2, 'two columns')
  if (shots) {
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: `${shots}/beside.png` })
  }
  await page.setViewportSize({ width: 390, height: 844 })
  const [above, below] = await places()
  assert(above.y < below.y && Math.abs(above.x - below.x) < 2, 'one above the other')
  assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways')
  if (shots) await page.screenshot({ path: `${shots}/beside-390.png` })
  await page.setViewportSize({ width: 1440, height: 900 })
  assert(await page.evaluate(() => location.hash.includes('beside=mirror')), 'the address holds both')
  await page.getByRole('button', { name: 'Swap A and B' }).click()
  await page.locator('.sides').first().waitFor({ state: 'detached', timeout: 60_000 })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as scenario' }).click(),
  ])
  writeFileSync(join(folder, 'scenarios/saved.toml'), readFileSync(await download.path()))
  const found = JSON.parse(run('run', folder, '--draws', '20', '--scenario', 'saved', '--quiet', '--format', 'json'))
  assert.deepEqual(found.scenarios.saved.changes, ['mirror:id=C1', 'drop:channel=private'])
  assert(/channel “private”/.test(found.scenarios.saved.title), found.scenarios.saved.title)
  if (shots) await page.screenshot({ path: `${shots}/strange.png` })
} else console.log('skipped: the report carries no engine, so nothing is asked of it')
assert.deepEqual(trouble, [])
await browser.close()
rmSync(room, { recursive: true })
console.log('ok   texts of a case are shown as texts, whatever stands in them')
