import type { Me } from './api-types'

/** What a role may do, as `GET /me` names it. The gateway decides; the page only hides what it would refuse. */
export const PERMISSIONS = [
  'people.read',
  'people.write',
  'check_in',
  'analyse',
  'records.read',
  'records.correct',
  'groups.read',
  'groups.write',
  'sessions.read',
  'sessions.write',
  'review',
  'reports',
  'import',
  'export',
  'users',
  'keys',
  'settings.read',
  'settings.write',
  'audit',
  'models',
  'metrics',
  'organisations',
] as const

export type Permission = (typeof PERMISSIONS)[number]

export const permits = (me: Me | null, permission: Permission): boolean =>
  me !== null && me.permissions.includes(permission)
