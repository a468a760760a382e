import type { Tone } from '@/components/StateBadge'
import type { Attendance, AttendanceSession } from '@/lib/api-types'

export const SESSION_TONES: Record<AttendanceSession['state'], Tone> = {
  scheduled: 'plain',
  open: 'good',
  closed: 'plain',
  cancelled: 'bad',
}

export type PersonStatus = Attendance['people'][number]['status']

export const STATUS_TONES: Record<PersonStatus, Tone> = {
  PRESENT: 'good',
  LATE: 'warn',
  HALF_DAY: 'warn',
  ABSENT: 'bad',
  EXCUSED: 'plain',
  PENDING: 'plain',
}

export const STATUSES = ['PRESENT', 'LATE', 'HALF_DAY', 'ABSENT', 'EXCUSED', 'PENDING'] as const
