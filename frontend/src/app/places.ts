import {
  IconDeviceDesktop,
  IconDownload,
  IconFaceId,
  IconMoodSearch,
  IconPhoto,
  IconUserPlus,
} from '@tabler/icons-react'
import { ADMIN_PLACES } from './admin-places'
import type { Place } from './place'

const OWN_PLACES: readonly Place[] = [
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
    path: '/kiosk',
    needs: 'check_in',
    page: async () => (await import('@/features/checkin/components/KioskPage')).KioskPage,
    rooms: ['checkin'],
    bare: true,
    section: 'day',
    word: 'place.kiosk',
    Icon: IconDeviceDesktop,
  },
  {
    path: '/class-photo',
    needs: 'check_in',
    page: async () =>
      (await import('@/features/classphoto/components/ClassPhotoPage')).ClassPhotoPage,
    rooms: ['classphoto'],
    section: 'day',
    word: 'place.class_photo',
    Icon: IconPhoto,
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
    path: '/analyse',
    needs: 'analyse',
    page: async () => (await import('@/features/analyse/components/AnalysePage')).AnalysePage,
    rooms: ['analyse'],
    section: 'insight',
    word: 'place.analyse',
    Icon: IconMoodSearch,
  },
  {
    path: '/welcome',
    needs: 'people.write',
    page: async () => (await import('@/features/guide/components/GuidePage')).GuidePage,
    rooms: ['guide'],
  },
  {
    path: '/install',
    needs: null,
    page: async () => (await import('@/features/guide/components/InstallPage')).InstallPage,
    rooms: ['guide'],
    section: 'site',
    word: 'place.install',
    Icon: IconDownload,
  },
]

export const PLACES: readonly Place[] = [...OWN_PLACES, ...ADMIN_PLACES]

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
