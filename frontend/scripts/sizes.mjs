// Prints what a browser loads before the first page stands, and fails where it is over the budget.
// Run after a build: node scripts/sizes.mjs [folder of the build]
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET_BYTES = 200_000
const folder = process.argv[2] ?? ['target/classes/webroot', 'dist'].find(existsSync)
if (!folder) {
  console.error('Nothing is built yet: run npm run build first')
  process.exit(1)
}

const bytesOf = (file) => gzipSync(readFileSync(join(folder, file))).length
const html = readFileSync(join(folder, 'index.html'), 'utf8')

/** What index.html names, and what those scripts import before they run. */
const first = new Set()
const follow = (file) => {
  if (first.has(file)) return
  first.add(file)
  if (!file.endsWith('.js')) return
  const code = readFileSync(join(folder, file), 'utf8')
  for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) {
    follow(`assets/${name}`)
  }
}
for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)) follow(file)
// The words of the frame stand between the script and the first page.
const assets = readdirSync(join(folder, 'assets'))
const scripts = [...first]
  .filter((file) => file.endsWith('.js'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')
for (const room of ['app', 'components']) {
  const name = new RegExp(`/src/${room}/words/en\\.json"[^"]*?(en-[\\w-]+\\.js)`).exec(scripts)?.[1]
  if (!name) throw new Error(`The build names no words of ${room}: has its shape changed?`)
  first.add(`assets/${name}`)
}

let total = bytesOf('index.html')
console.log(`${String(total).padStart(8)}  index.html`)
for (const file of [...first].toSorted()) {
  const bytes = bytesOf(file)
  total += bytes
  console.log(`${String(bytes).padStart(8)}  ${file}`)
}
const largest = assets
  .map((name) => ({ name, bytes: bytesOf(`assets/${name}`) }))
  .filter(({ name }) => !first.has(`assets/${name}`))
  .toSorted((a, b) => b.bytes - a.bytes)
  .slice(0, 8)
console.log('later, the largest:')
for (const { name, bytes } of largest) console.log(`${String(bytes).padStart(8)}  assets/${name}`)
console.log(`first load: ${total} bytes gzip of ${BUDGET_BYTES}`)
if (total > BUDGET_BYTES) {
  console.error('The first load is over its budget: make what is not needed at once lazy')
  process.exit(1)
}
