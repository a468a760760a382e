import { queryOptions, useQuery } from '@tanstack/react-query'
import { lastDays } from '@/components/form/PeriodField'
import { api } from '@/lib/api-client'
import type { AttendanceReport, RecordsPage } from '@/lib/api-types'
import { browserZone } from '@/lib/format'

const DAYS = 30
const LAST_RECORDS = 10

/** The sums of the last thirty days, and the newest check-ins. */
export const attendanceQueryOptions = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'person', id],
    queryFn: async ({ signal }) => {
      const [report, newest] = await Promise.all([
        api.get<AttendanceReport>('/api/v1/reports/attendance', {
          query: { ...lastDays(DAYS), person_id: id },
          signal,
        }),
        api.get<RecordsPage>('/api/v1/records', {
          query: { person_id: id, zone: browserZone(), limit: LAST_RECORDS },
          signal,
        }),
      ])
      return { totals: report.totals, records: newest.records }
    },
  })

export const useAttendanceOf = (id: string, enabled: boolean) =>
  useQuery({ ...attendanceQueryOptions(id), enabled })
