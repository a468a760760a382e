import { existsSync, readFileSync, readdirSync } from 'node:fs'

const HOME = '../gateway/src/main/resources'

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))

function merge(into, from) {
  for (const [key, value] of Object.entries(from)) {
    const both = [into[key], value].every(
      (one) => one && typeof one === 'object' && !Array.isArray(one),
    )
    into[key] = both ? merge(into[key], value) : value
  }
  return into
}

/** The gateway's OpenAPI document: its parts put together as the gateway does at its start; null outside the project. */
export function apiDocument() {
  const folder = `${HOME}/openapi`
  if (existsSync(folder)) {
    const parts = readdirSync(folder).filter((name) => name.endsWith('.json'))
    const ordered = ['base.json', ...parts.filter((name) => name !== 'base.json').toSorted()]
    return ordered.map((name) => read(`${folder}/${name}`)).reduce(merge, {})
  }
  return existsSync(`${HOME}/openapi.json`) ? read(`${HOME}/openapi.json`) : null
}
