import {
  IconCalendarCheck,
  IconFaceId,
  IconMoodSearch,
  IconSettings,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import type { ParseKeys } from 'i18next'
import type { ComponentType } from 'react'
import type { Permission } from '@/lib/permissions'

/**
 * A page: its address, the permission it needs, and how its code is fetched. One with a `section` stands in
 * the navigation, in the order of this list.
 */
export type Place = {
  path: string
  needs: Permission | null
  page: () => Promise<ComponentType>
  /** The features whose words the page uses, fetched with it. */
  rooms: readonly string[]
  /** Draws over the whole screen, without the frame. */
  bare?: boolean
  section?: 'day' | 'people' | 'insight' | 'site'
  word?: ParseKeys<'app'>
  Icon?: typeof IconFaceId
}

export const PLACES: readonly Place[] = [
  {
    path: '/check-in',
    needs: 'check_in',
    page: async () => (await import('@/features/checkin/components/CheckInPage')).CheckInPage,
    rooms: ['checkin'],
    section: 'day',
    word: 'place.check_in',
    Icon: IconFaceId,
  },
  {
    path: '/records',
    needs: 'records.read',
    page: async () => (await import('@/features/records/components/RecordsPage')).RecordsPage,
    rooms: ['records'],
    section: 'day',
    word: 'place.records',
    Icon: IconCalendarCheck,
  },
  {
    path: '/people/new',
    needs: 'people.write',
    page: async () => (await import('@/features/people/components/AddPersonPage')).AddPersonPage,
    rooms: ['people'],
    section: 'people',
    word: 'place.add_person',
    Icon: IconUserPlus,
  },
  {
    path: '/people',
    needs: 'people.read',
    page: async () => (await import('@/features/people/components/PeoplePage')).PeoplePage,
    rooms: ['people'],
    section: 'people',
    word: 'place.people',
    Icon: IconUsers,
  },
  {
    path: '/people/:id',
    needs: 'people.read',
    page: async () => (await import('@/features/people/components/PersonPage')).PersonPage,
    rooms: ['people'],
  },
  {
    path: '/analyse',
    needs: 'analyse',
    page: async () => (await import('@/features/analyse/components/AnalysePage')).AnalysePage,
    rooms: ['analyse'],
    section: 'insight',
    word: 'place.analyse',
    Icon: IconMoodSearch,
  },
  {
    path: '/settings',
    needs: 'settings.read',
    page: async () => (await import('@/features/settings/components/SettingsPage')).SettingsPage,
    rooms: ['settings'],
    section: 'site',
    word: 'place.settings',
    Icon: IconSettings,
  },
]

export const SECTIONS = ['day', 'people', 'insight', 'site'] as const

/** The place of an address: the one with its path, else the longest that it lies under. */
export function placeAt(pathname: string): Place | null {
  const named = PLACES.filter(({ section }) => section)
  return (
    named.find(({ path }) => path === pathname) ??
    named
      .filter(({ path }) => pathname.startsWith(`${path}/`))
      .toSorted((a, b) => b.path.length - a.path.length)[0] ??
    null
  )
}
