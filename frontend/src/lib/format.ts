/** Dates and numbers in the browser's own language and zone. */
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export const timeOfDay = (instant: string) =>
  new Date(instant).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

export const dayAndTime = (instant: string) =>
  new Date(instant).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

const two = (n: number) => String(n).padStart(2, '0')

/** The day of a moment in the browser's zone, as the gateway wants it: 2026-03-09. */
export function isoDay(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

export const decimals = (value: number | null | undefined, digits = 3) =>
  value === null || value === undefined ? 'not known' : value.toFixed(digits)

export const percent = (share: number) => `${Math.round(share * 100)} %`
