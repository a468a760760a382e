import type { IconFaceId } from '@tabler/icons-react'
import type { ParseKeys } from 'i18next'
import type { ComponentType } from 'react'
import type { Me } from '@/lib/api-types'
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
  /** Left out of the navigation of whoever it is not for. */
  shows?: (me: Me) => boolean
  section?: 'day' | 'people' | 'insight' | 'site'
  word?: ParseKeys<'app'>
  Icon?: typeof IconFaceId
}
