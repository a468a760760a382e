import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

/**
 * The languages that the page speaks. Each is one file, fetched when it is chosen; none falls back on
 * another, so a test holds that each is complete.
 */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  vi: { name: 'Tiếng Việt', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const

export type Language = keyof typeof LANGUAGES
/** The words of one room: `common` for what is shared, `app` for the frame, else the feature's own name. */
export type WordFile = (language: Language, room: string) => Promise<object>

const CHOSEN_KEY = 'rollcall-language'

export const isLanguage = (tag: string): tag is Language => tag in LANGUAGES
export const currentLanguage = (): Language =>
  isLanguage(i18next.language ?? '') ? (i18next.language as Language) : 'en'
export const directionOf = (language: Language) => LANGUAGES[language].direction

/** What the user chose on this device, else the first of the browser's languages that is spoken. */
export function preferredLanguage(): Language {
  const asked = [localStorage.getItem(CHOSEN_KEY), ...navigator.languages]
  return asked.map((tag) => tag?.split('-')[0] ?? '').find(isLanguage) ?? 'en'
}

let fetchWords: WordFile | null = null
const rooms = new Set(['common', 'app'])

async function fetchRoom(language: Language, room: string): Promise<void> {
  if (!fetchWords) throw new Error('startI18n comes first')
  if (i18next.hasResourceBundle(language, room)) return
  i18next.addResourceBundle(language, room, await fetchWords(language, room))
}

/** Resolves once the words of the rooms are there: a page is shown after its words, never before. */
export async function enterRooms(...entered: string[]): Promise<void> {
  for (const room of entered) rooms.add(room)
  const language = currentLanguage()
  await Promise.all(entered.map((room) => fetchRoom(language, room)))
}

/** Starts with one language; resolves once the words of the frame are there. */
export async function startI18n(language: Language, words: WordFile): Promise<void> {
  fetchWords = words
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'common',
    fallbackNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await Promise.all([...rooms].map((room) => fetchRoom(language, room)))
  showLanguage(language)
}

/** Fetches the words of every room that was entered first, and remembers the choice. */
export async function setLanguage(language: Language): Promise<void> {
  await Promise.all([...rooms].map((room) => fetchRoom(language, room)))
  await i18next.changeLanguage(language)
  localStorage.setItem(CHOSEN_KEY, language)
  showLanguage(language)
}

function showLanguage(language: Language) {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

/**
 * The words for functions that are called while a component draws. Components take `t` from
 * useTranslation, which draws them again when the language changes.
 */
export { t } from 'i18next'
