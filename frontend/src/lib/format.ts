import { currentLanguage, t } from './i18n'

/** Dates and numbers in the page's language, in the browser's own variant of it, and in its zone. */
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export function locale(): string {
  const language = currentLanguage()
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language
}

export const timeOfDay = (instant: string) =>
  new Date(instant).toLocaleTimeString(locale(), {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

export const hourAndMinute = (instant: string, zone?: string) =>
  new Date(instant).toLocaleTimeString(locale(), {
    hour: '2-digit',
    minute: '2-digit',
    ...(zone ? { timeZone: zone } : {}),
  })

export const dayAndTime = (instant: string) =>
  new Date(instant).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'short' })

/** A calendar day such as 2026-03-09, which no zone may move. */
export const dayWord = (isoDate: string) =>
  new Date(`${isoDate}T00:00:00Z`).toLocaleDateString(locale(), {
    dateStyle: 'medium',
    timeZone: 'UTC',
  })

const two = (n: number) => String(n).padStart(2, '0')

/** The day of a moment in the browser's zone, as the gateway wants it: 2026-03-09. */
export function isoDay(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

export const whole = (value: number) => value.toLocaleString(locale(), { maximumFractionDigits: 0 })

export const decimals = (value: number | null | undefined, digits = 3) =>
  value === null || value === undefined
    ? t('not_known')
    : value.toLocaleString(locale(), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })

export const percent = (share: number) =>
  share.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 0 })

/** Facts in a row; each keeps its own direction, whatever stands beside it. */
export const inARow = (facts: readonly string[]) =>
  facts.map((fact) => `\u2068${fact}\u2069`).join(' · ')
