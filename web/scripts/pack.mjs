// Packs a file by LZMA: node scripts/pack.mjs FILE PACKED. The same bytes on every machine.
import { readFileSync, writeFileSync } from 'node:fs'
import { compress } from 'lzma1'

/** The best that the packer does. */
const BEST = 9

const [file, packed] = process.argv.slice(2)
writeFileSync(packed, compress(readFileSync(file), BEST))
