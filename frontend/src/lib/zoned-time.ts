const MINUTE_MS = 60_000

/** How far a zone is ahead of UTC at an instant. */
function offsetMs(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const at = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(
    at('year'),
    at('month') - 1,
    at('day'),
    at('hour'),
    at('minute'),
    at('second'),
  )
  return local - Math.floor(instant / 1000) * 1000
}

/**
 * The instant at which the clocks of a zone show this day and time. A time that the change to summer time
 * leaves out is moved on by the hour that was left out; of one that comes twice the first is meant.
 */
export function instantOf(isoDate: string, time: string, zone: string): string {
  const wall = Date.parse(`${isoDate}T${time}:00Z`)
  const before = offsetMs(wall - 24 * 60 * MINUTE_MS, zone)
  const first = wall - before
  const instant = offsetMs(first, zone) === before ? first : wall - offsetMs(first, zone)
  // In the hour that was left out neither offset gives the wall time back: the earlier one moves it on.
  const shown = instant + offsetMs(instant, zone)
  return new Date(shown === wall ? instant : first).toISOString()
}

/** What the clocks of a zone show at an instant: the day and the time. */
export function wallTimeOf(instant: string, zone: string): { date: string; time: string } {
  const at = Date.parse(instant)
  const wall = new Date(at + offsetMs(at, zone)).toISOString()
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) }
}

/** A calendar day so many days on. */
export function dayAfter(isoDate: string, days: number): string {
  const moved = new Date(Date.parse(`${isoDate}T00:00:00Z`) + days * 24 * 60 * MINUTE_MS)
  return moved.toISOString().slice(0, 10)
}
