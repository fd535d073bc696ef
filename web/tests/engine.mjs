// The engine of the page against the program, byte for byte: node tests/engine.mjs PROGRAM [CHANGES_EACH] [DRAWS] [SEED]
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { decompress } from 'lzma1'

const root = new URL('../../', import.meta.url)
const packed = new URL('web/engine/engine.wasm.lzma', root)
if (!existsSync(packed)) {
  console.log('skipped: the engine was not built (make engine), so it was not held against the program')
  process.exit(process.env.ENGINE === 'required' ? 1 : 0)
}
const [program = 'target/debug/detente', count = '50', draws = '20', seed = '2001'] = process.argv.slice(2)
/** What-ifs asked in one call. */
const TOGETHER = 10

const module = new WebAssembly.Module(decompress(readFileSync(packed)))
assert.deepEqual(WebAssembly.Module.imports(module), [], 'the engine wants something of the page')

/** A case folder as the report carries it: tables and scenarios. */
function opening(folder) {
  const files = {}
  for (const inside of ['', 'scenarios/']) {
    if (!existsSync(new URL(inside, folder))) continue
    for (const name of readdirSync(new URL(inside, folder)))
      if (/\.(toml|csv)$/.test(name)) files[inside + name] = readFileSync(new URL(inside + name, folder), 'utf8')
  }
  return { files }
}

/** An instance with the case open. */
function engine(folder) {
  const { exports } = new WebAssembly.Instance(module, {})
  const call = (name, sent) => {
    const bytes = new TextEncoder().encode(JSON.stringify(sent))
    const room = exports.live_room(bytes.length)
    new Uint8Array(exports.memory.buffer, room, bytes.length).set(bytes)
    const refused = exports[name](room, bytes.length)
    const text = new TextDecoder().decode(
      new Uint8Array(exports.memory.buffer, exports.live_result(), exports.live_length()),
    )
    return { refused: refused !== 0, text }
  }
  const opened = call('live_open', opening(folder))
  assert(!opened.refused, opened.text)
  const ask = (request) => {
    const { refused, text } = call('live_ask', request)
    assert(!refused, text)
    return text
  }
  return { ask, refuse: (request) => call('live_ask', request), memory: () => exports.memory.buffer.byteLength }
}

/** Numbers from a seed (mulberry32). */
function numbers(from) {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A change of one thing that can be moved. */
function change(movable, claims, random) {
  const pick = (all) => all[Math.floor(random() * all.length)]
  if (claims.length > 0 && random() < 0.3) return `${random() < 0.5 ? 'drop' : 'mirror'}:id=${pick(claims)}`
  const { path, low, high, least, most } = pick(movable)
  const [from, to] = [least ?? low - 1, most ?? high + 1]
  const value = () => Number((from + random() * (to - from)).toPrecision(4))
  if (random() < 0.5) return `${path}=${value()}`
  const [a, b, c] = [value(), value(), value()].sort((x, y) => x - y)
  return `${path}=${a},${b},${c}`
}

/** What the program prints. */
const printed = (...words) =>
  execFileSync(program, [...words, '--format', 'json', '--draws', draws, '--quiet'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

function same(found, wanted, what) {
  if (found === wanted) return
  const [a, b] = [found.split('\n'), wanted.split('\n')]
  const at = a.findIndex((line, place) => line !== b[place])
  assert.fail(`${what}: line ${at + 1}\n  engine:  ${a[at]}\n  program: ${b[at]}`)
}

const own = Number(draws)
for (const name of readdirSync(new URL('cases/', root))) {
  const folder = new URL(`cases/${name}/`, root)
  if (!existsSync(new URL('case.toml', folder))) continue
  const random = numbers(Number(seed))
  const page = engine(folder)
  const movable = JSON.parse(page.ask({ ask: 'movable' }))
  const claims = [...readFileSync(new URL('claims.csv', folder), 'utf8').matchAll(/^([A-Z]\d+(?:\.\d+)?),/gm)].map(
    ([, id]) => id,
  )
  const began = performance.now()
  const changes = Array.from({ length: Number(count) }, () => change(movable, claims, random))
  for (let from = 0; from < changes.length; from += TOGETHER) {
    const words = changes.slice(from, from + TOGETHER).flatMap((word, at) => (at > 0 ? ['/', word] : [word]))
    same(
      page.ask({ ask: 'what-if', changes: words, draws: own }),
      printed('whatif', ...words, folder.pathname),
      words.join(' '),
    )
  }
  const one = changes[0]
  same(page.ask({ ask: 'answers', draws: own }), printed('answer', folder.pathname), `answers of ${name}`)
  for (const under of [one, `mirror:id=${claims[0]}`])
    same(
      page.ask({ ask: 'answers', changes: [under], draws: own }),
      printed('answer', folder.pathname, '--change', under),
      `answers of ${name} under ${under}`,
    )
  // What is wrong is told, and the next question is answered as if nothing had been.
  assert(page.refuse({ ask: 'what-if', changes: ['factor.that-is-none=1'] }).refused)
  same(page.ask({ ask: 'what-if', changes: [one], draws: own }), printed('whatif', one, folder.pathname), one)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(
    `ok   ${name}: ${changes.length} what-ifs, three sets of answers; ${seconds} s, ${page.memory() >> 20} MB`,
  )
}
