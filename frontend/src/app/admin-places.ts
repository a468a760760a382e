import {
  IconCalendarCheck,
  IconCalendarEvent,
  IconChartBar,
  IconChecks,
  IconUsersGroup,
} from '@tabler/icons-react'
