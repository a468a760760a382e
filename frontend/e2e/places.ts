import type { Role, School } from './school'

const STAFF: readonly Role[] = ['owner', 'admin', 'manager']
const HEADS: readonly Role[] = ['owner', 'admin']
const DOOR: readonly Role[] = [...STAFF, 'kiosk']
const OWN: readonly Role[] = [...STAFF, 'member']

export type Place = [name: string, path: string, whose: readonly Role[]]

/** Every page of the administration, and whose it is. */
export const administration = (school: School): Place[] => [
  ['groups', '/groups', STAFF],
  ['group', `/groups/${school.group}`, STAFF],
  ['group-hours', `/groups/${school.group}?part=schedules`, STAFF],
  ['group-holidays', `/groups/${school.group}?part=holidays`, STAFF],
  ['sessions', '/sessions', DOOR],
  ['session', `/sessions/${school.session}`, DOOR],
  ['records', '/records', OWN],
  ['record', `/records/${school.record}`, OWN],
  ['review', '/review', STAFF],
  ['reports', '/reports', OWN],
  ['reports-people', '/reports?part=people', OWN],
  ['reports-missing', '/reports?part=absentees', OWN],
  ['imports', '/imports', HEADS],
  ['import-new', '/imports/new', HEADS],
  ['import', `/imports/${school.importId}`, HEADS],
  ['models', '/models', HEADS],
  ['users', '/users', HEADS],
  ['audit', '/audit', HEADS],
  ['settings', '/settings', STAFF],
  ['settings-check-ins', '/settings?part=attendance', HEADS],
  ['settings-mail', '/settings?part=mail', HEADS],
  ['settings-programs', '/settings?part=programs', HEADS],
  ['settings-site', '/settings?part=site', HEADS],
]

/** The other pages, which everybody meets. */
export const EVERYBODY = [
  '/check-in',
  '/class-photo',
  '/people/new',
  '/people',
  '/analyse',
  '/welcome',
  '/install',
  '/mine',
  '/account',
]

/** Dialogs: their page, and the key of the words on the button that opens them. */
export const DIALOGS: [name: string, path: (school: School) => string, opener: string][] = [
  ['group', () => '/groups', 'groups:new'],
  ['hours', ({ group }) => `/groups/${group}?part=schedules`, 'groups:schedules.new'],
  ['holiday', ({ group }) => `/groups/${group}?part=holidays`, 'groups:holidays.new'],
  ['session', () => '/sessions', 'sessions:new'],
  ['session-close', ({ session }) => `/sessions/${session}`, 'sessions:turn.close.open'],
  ['record-correct', ({ record }) => `/records/${record}`, 'records:correct.open'],
  ['invite', () => '/users', 'users:invite.open'],
  ['api-key', () => '/settings?part=programs', 'settings:keys.make'],
  ['webhook', () => '/settings?part=programs', 'settings:webhooks.new'],
]
