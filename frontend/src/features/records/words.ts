export const TITLE = 'Attendance'
export const zoneLead = (zone: string) => `Times are in ${zone}.`
export const DAY = 'Day'
export const TODAY = 'Today'
export const SHOW = 'Show'
export const FILTERS = { all: 'All', valid: 'Valid', invalid: 'Invalid' } as const
export const COLUMNS = {
  time: 'Time',
  person: 'Person',
  result: 'Result',
  estimates: 'Emotion, age',
  liveness: 'Liveness',
} as const
export const VALID = 'Valid'
export const INVALID = 'Invalid'
export const ERASED = 'Erased person'
export const UNKNOWN = 'Unknown'
export const MORE = 'Show earlier'
export const EMPTY = { title: 'No check-ins on this day', lead: 'They appear here by themselves.' }
export const NONE_MATCH = { title: 'None of this kind', lead: 'Choose “All” to see the others.' }
export const TABLE = 'Attendance records, newest first'
export const summary = (valid: number, invalid: number, more: boolean) =>
  `${valid} valid, ${invalid} invalid${more ? ', and earlier ones not loaded yet' : ''}`
