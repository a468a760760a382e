// Fails where something that is shipped has no licence of the list below. Maven's verify writes what
// the Java libraries say of themselves (license-maven-plugin, target/generated-sources/license); what
// the web app ships stands in its lock file. Of several licences that a library offers, one is enough.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** SPDX identifiers, with the other names that libraries use for them. */
const allowed = {
  '0BSD': [],
  'Apache-2.0': [
    'Apache 2',
    'Apache 2.0',
    'Apache License 2.0',
    'Apache License, Version 2.0',
    'Apache License, version 2.0',
    'Apache Software License - Version 2.0',
    'The Apache License, Version 2.0',
    'The Apache Software License, Version 2.0',
    'The Apache Software License, version 2.0',
  ],
  'BSD-2-Clause': [],
  'BSD-3-Clause': ['BSD New', 'New BSD License', 'The BSD 3-Clause License', 'The 3-Clause BSD License', 'BSD License 3'],
  'CC0-1.0': ['CC0', 'Public Domain, per Creative Commons CC0'],
  'EPL-1.0': ['Eclipse Public License - v 1.0', 'Eclipse Public License 1.0'],
  'EPL-2.0': ['EPL 2.0', 'Eclipse Public License v2.0', 'Eclipse Public License - v 2.0'],
  ISC: [],
  // Libraries in jars of their own, which anybody can replace.
  'LGPL-2.1-or-later': [
    'GNU Lesser General Public License',
    'GNU Lesser General Public License (LGPL)',
    'GNU Lesser General Public License (LGPL), Version 2.1',
  ],
  MIT: ['MIT license', 'MIT License', 'The MIT License', 'The MIT License (MIT)'],
  'MIT-derived': ['Bouncy Castle Licence'],
  'MPL-2.0': ['Mozilla Public License Version 2.0'],
  // JMH, which the benches alone use.
  'GPL-2.0 with the Classpath exception': ['GNU General Public License (GPL), version 2, with the Classpath exception'],
  // The exception lets software under Apache-2.0 use it as it is.
  'GPL-2.0 with the Universal FOSS Exception': [
    'The GNU General Public License, v2 with Universal FOSS Exception, v1.0',
    'GPL-2.0-only WITH Universal-FOSS-exception-1.0',
  ],
}

const names = new Map()
for (const [licence, others] of Object.entries(allowed)) {
  for (const name of [licence, ...others]) names.set(name.toLowerCase(), licence)
}
const counts = new Map()
const refused = []

function judge(library, licences) {
  const found = licences.map((name) => names.get(name.toLowerCase())).find((licence) => licence)
  if (found) counts.set(found, (counts.get(found) ?? 0) + 1)
  else refused.push(`${library}: ${licences.join(' or ') || 'no licence'}`)
}

/** The texts in brackets that a line begins with, which may hold brackets themselves. */
function bracketed(line) {
  const texts = []
  let rest = line.trim()
  while (rest.startsWith('(')) {
    let depth = 0
    let end = 0
    do {
      if (rest[end] === '(') depth++
      if (rest[end] === ')') depth--
      end++
    } while (depth > 0 && end < rest.length)
    texts.push(rest.slice(1, end - 1))
    rest = rest.slice(end).trim()
  }
  return { texts, rest }
}

const seen = new Set()
const pom = readFileSync(join(root, 'pom.xml'), 'utf8')
for (const [, module] of pom.matchAll(/<module>(.*?)<\/module>/g)) {
  const file = join(root, module, 'target/generated-sources/license/THIRD-PARTY.txt')
  if (!existsSync(file)) {
    console.error(`rollcall: ${module} has no list of its libraries: mvn -DskipTests verify writes it`)
    process.exit(1)
  }
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const { texts, rest } = bracketed(line)
    const library = /\(([^()\s]+:[^()\s]+:[^()\s]+) - /.exec(rest)?.[1]
    if (!library || library.startsWith('dev.rollcall:') || seen.has(library)) continue
    seen.add(library)
    judge(library, texts)
  }
}
const java = seen.size

const lock = JSON.parse(readFileSync(join(root, 'frontend/package-lock.json'), 'utf8'))
let web = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.dev || entry.devOptional) continue
  web++
  judge(`${path.replace(/^.*node_modules\//, '')} ${entry.version}`, (entry.license ?? '').split(/[()]| OR /).map((name) => name.trim()).filter(Boolean))
}

console.log(`${java} Java libraries and ${web} of the web app:`)
for (const [licence, number] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`  ${licence}: ${number}`)
if (refused.length > 0) {
  console.error(`rollcall: not allowed (.ci/licences.mjs):\n  ${refused.join('\n  ')}`)
  process.exit(1)
}
