// Types of the page from the contract: node scripts/types.mjs writes src/generated.ts, with --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from 'json-schema-to-typescript'
import { format, resolveConfig } from 'prettier'

const SCHEMA = new URL('../../docs/reference/schemas/run.schema.json', import.meta.url)
const TYPES = new URL('../src/generated.ts', import.meta.url)

const banner =
  '// Made by `npm run types` from docs/reference/schemas/run.schema.json: change the program, not this file.'

/**
 * The schema as the generator reads it: draft 2020 says `prefixItems` where draft 7 said `items`, and a remark beside a reference would
 * make a second type of the same form.
 */
function readable(node) {
  if (Array.isArray(node)) return node.map(readable)
  if (node === null || typeof node !== 'object') return node
  if (node.$ref) return { $ref: node.$ref }
  const { prefixItems, ...rest } = node
  const known = prefixItems ? { ...rest, items: prefixItems, additionalItems: false } : rest
  return Object.fromEntries(Object.entries(known).map(([key, value]) => [key, readable(value)]))
}

const schema = readable(JSON.parse(readFileSync(SCHEMA, 'utf8')))
const types = await compile(schema, 'Assessment', { additionalProperties: false, bannerComment: banner, format: false })
const options = await resolveConfig(TYPES.pathname)
const wanted = await format(types, { ...options, parser: 'typescript' })

if (!process.argv.includes('--check')) {
  writeFileSync(TYPES, wanted)
} else if (readFileSync(TYPES, 'utf8') !== wanted) {
  console.error('src/generated.ts does not fit docs/reference/schemas/run.schema.json: run `npm run types` in web/')
  process.exit(1)
}
