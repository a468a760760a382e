import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { allPages } from '@/lib/all-pages'
import { api } from '@/lib/api-client'
import type { AbsenteesReport, AttendanceReport, DailyReport, ReportFigures } from '@/lib/api-types'

const REPORTS_KEY = ['reports']

export type ReportFilter = {
  from: string
  until: string
  group_id: string | null
  person_id: string | null
}

export const ATTENDANCE_PATH = '/api/v1/reports/attendance'
export const DAILY_PATH = '/api/v1/reports/daily'
export const ABSENTEES_PATH = '/api/v1/reports/absentees'

export type PersonRow = AttendanceReport['rows'][number]

async function fetchAttendance(filter: ReportFilter, signal: AbortSignal) {
  let totals: ReportFigures | null = null
  const rows = await allPages<AttendanceReport, PersonRow>(
    (cursor, limit) => api.get(ATTENDANCE_PATH, { query: { ...filter, cursor, limit }, signal }),
    (page) => {
      // Every page tells the totals of all of them.
      totals = page.totals
      return page.rows
    },
  )
  return { rows, totals: totals as ReportFigures | null }
}

/** A row a person, and the sums over all of them. */
export const useAttendanceReport = (filter: ReportFilter) =>
  useQuery(
    queryOptions({
      queryKey: [...REPORTS_KEY, 'attendance', filter],
      queryFn: ({ signal }) => fetchAttendance(filter, signal),
      placeholderData: keepPreviousData,
    }),
  )

/** A row a day. */
export const useDailyReport = (filter: ReportFilter) =>
  useQuery(
    queryOptions({
      queryKey: [...REPORTS_KEY, 'daily', filter],
      queryFn: ({ signal }) => api.get<DailyReport>(DAILY_PATH, { query: filter, signal }),
      placeholderData: keepPreviousData,
    }),
  )

type AbsenteesFilter = { date: string; group_id: string | null }

/** Who is missing in the sessions of a day that have begun. */
export const useAbsentees = (filter: AbsenteesFilter) =>
  useQuery(
    queryOptions({
      queryKey: [...REPORTS_KEY, 'absentees', filter],
      queryFn: ({ signal }) => api.get<AbsenteesReport>(ABSENTEES_PATH, { query: filter, signal }),
      placeholderData: keepPreviousData,
    }),
  )
