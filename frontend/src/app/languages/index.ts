import type { LanguageFiles } from '@/lib/i18n'

export const languageFiles: LanguageFiles = {
  en: async () => (await import('./en')).words,
  vi: async () => (await import('./vi')).words,
  ar: async () => (await import('./ar')).words,
}
