import { existsSync, readFileSync } from 'node:fs'

const FOLDER = '../gateway/src/main/resources/openapi'
const AREAS = ['base', 'access', 'attendance', 'people', 'exchange', 'system']

export const hasApiDocument = () => existsSync(`${FOLDER}/base.json`)

/** The gateway's OpenAPI document, put together from its areas as the gateway does it. */
export function apiDocument() {
  return AREAS.map((area) => JSON.parse(readFileSync(`${FOLDER}/${area}.json`, 'utf8'))).reduce(merge)
}

function merge(into, from) {
  const merged = { ...into }
  for (const [key, value] of Object.entries(from)) {
    merged[key] = key in merged ? merge(merged[key], value) : value
  }
  return merged
}
