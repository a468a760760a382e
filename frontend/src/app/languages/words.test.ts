import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '@/lib/i18n'
import { ROOMS, wordFile } from '.'

type Flat = Map<string, string>

const PLURAL = /_(zero|one|two|few|many|other)$/

function flatten(words: object, path = '', into: Flat = new Map()): Flat {
  for (const [key, value] of Object.entries(words)) {
    const at = path ? `${path}.${key}` : key
    if (typeof value === 'string') into.set(at, value)
    else flatten(value as object, at, into)
  }
  return into
}

async function load(language: Language): Promise<Flat> {
  const words = await Promise.all(
    ROOMS.map(async (room) => [room, await wordFile(language, room)] as const),
  )
  return flatten(Object.fromEntries(words))
}

const placeholders = (words: string) =>
  [...words.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).filter((name) => name !== 'count')

const base = (key: string) => key.replace(PLURAL, '')
const isPlural = (key: string, flat: Flat) => PLURAL.test(key) && flat.has(`${base(key)}_other`)

const shapeOf = (words: Flat) =>
  [
    ...new Set([...words.keys()].map((key) => (isPlural(key, words) ? `${base(key)}_*` : key))),
  ].toSorted()

describe.each(Object.keys(LANGUAGES) as Language[])('words in %s', (language) => {
  it('everyKeyOfEnglish_isThere_andNoOther', async () => {
    const [english, flat] = await Promise.all([load('en'), load(language)])
    expect(shapeOf(flat)).toEqual(shapeOf(english))
  })

  it('everyPlural_hasTheFormsOfTheLanguage', async () => {
    const flat = await load(language)
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const plurals = new Set([...flat.keys()].filter((key) => isPlural(key, flat)).map(base))
    const missing = [...plurals].flatMap((key) =>
      wanted.map((form) => `${key}_${form}`).filter((form) => !flat.has(form)),
    )
    expect(missing).toEqual([])
  })

  it('everyPlaceholder_isOneOfEnglish_andNothingIsEmpty', async () => {
    const [english, flat] = await Promise.all([load('en'), load(language)])
    const wrong = [...flat].filter(([key, words]) => {
      const allowed = placeholders(english.get(key) ?? english.get(`${base(key)}_other`) ?? '')
      const used = placeholders(words)
      const complete = isPlural(key, flat) || new Set(used).size === new Set(allowed).size
      return words.trim() === '' || !complete || used.some((name) => !allowed.includes(name))
    })
    expect(wrong).toEqual([])
  })
})
