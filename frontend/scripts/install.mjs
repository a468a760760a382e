// Runs `npm ci` only where node_modules does not already match the lock file: Maven calls this at
// every build, and a build with nothing new must not pay for a fresh install.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const stamp = 'node_modules/.rollcall-lock-sha256'
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(readFileSync('package.json'))
  .update(`${process.platform} ${process.arch} ${process.versions.modules}`)
  .digest('hex')

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  console.log('node_modules matches package-lock.json: nothing to install')
} else {
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error(
      `npm ci failed${error ? ` (${error.message})` : ''}: check the network and the npm registry, then build again`,
    )
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}
