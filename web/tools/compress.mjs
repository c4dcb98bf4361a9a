/* Lays a smaller form beside each file that Vite made: brotli at its best takes an eighth less than gzip. The program serves it to
 * whoever reads it (tools/pack-page). */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const assets = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'assets')
const TEXT = /\.(css|js|json|svg)$/
const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

for (const name of readdirSync(assets).filter((name) => TEXT.test(name))) {
  const file = path.join(assets, name)
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), BEST))
}
