import { USUAL_RULES } from '@/components/rules/rules'
import type {
  Attendance,
  AttendanceSession,
  AuditEntry,
  Group,
  Import,
  ReviewItem,
  Settings,
  SiteModel,
  User,
} from '@/lib/api-types'

export const aGroup = (changes: Partial<Group> = {}): Group => ({
  id: 'g1',
  name: '7a',
  kind: 'class',
  time_zone: 'Asia/Riyadh',
  starts_on: '2026-03-01',
  ends_on: null,
  archived: false,
  members: 2,
  managers: [],
  previous_group_id: null,
  created_at: '2026-03-01T09:30:00Z',
  ...changes,
})

const NOBODY = { expected: 0, present: 0, late: 0, half_day: 0, absent: 0, excused: 0, pending: 0 }

export const aSession = (changes: Partial<AttendanceSession> = {}): AttendanceSession => ({
  id: 's1',
  group_id: 'g1',
  group_name: '7a',
  schedule_id: null,
  name: 'Mathematics',
  starts_at: '2026-03-09T05:00:00Z',
  ends_at: '2026-03-09T06:00:00Z',
  opens_at: '2026-03-09T04:45:00Z',
  closes_at: '2026-03-09T07:00:00Z',
  time_zone: 'Asia/Riyadh',
  local_date: '2026-03-09',
  state: 'open',
  closed_at: null,
  rules: USUAL_RULES,
  counts: NOBODY,
  ...changes,
})

type Line = Attendance['people'][number]

export const aLine = (changes: Partial<Line> = {}): Line => ({
  person: { id: 'p1', name: 'Ada Lovelace' },
  status: 'PRESENT',
  left_early: false,
  check_in: '2026-03-09T05:01:00Z',
  check_out: null,
  auto_closed: false,
  minutes_late: 0,
  minutes_present: 59,
  record_ids: ['r1'],
  flags: [],
  ...changes,
})

export const anAttendance = (): Attendance => ({
  session: aSession(),
  people: [
    aLine(),
    aLine({
      person: { id: 'p2', name: 'Grace Hopper' },
      status: 'ABSENT',
      check_in: null,
      minutes_present: null,
      record_ids: [],
    }),
  ],
  totals: { ...NOBODY, expected: 2, present: 1, absent: 1 },
})

export const aReviewItem = (changes: Partial<ReviewItem> = {}): ReviewItem => ({
  id: 'v1',
  kind: 'UNKNOWN',
  record_id: 'r1',
  time: '2026-03-09T05:01:00Z',
  session: { id: 's1', name: 'Mathematics' },
  candidates: [{ person: { id: 'p1', name: 'Ada Lovelace' }, distance: 1.12 }],
  has_picture: false,
  box: null,
  flags: [],
  state: 'open',
  decided_by: null,
  decided_at: null,
  decision_reason: null,
  person: null,
  expires_at: '2026-04-09T05:01:00Z',
  ...changes,
})

export const anImport = (changes: Partial<Import> = {}): Import => ({
  id: 'i1',
  kind: 'roster',
  state: 'done',
  dry_run: true,
  filename: 'class.csv',
  mapping: { name: 'Full name' },
  options: { on_existing: 'update', remove_from_groups: false, create_missing: false },
  total: 3,
  done: 3,
  created: 2,
  updated: 0,
  skipped: 0,
  failed: 1,
  error: null,
  created_by: 'u1',
  created_at: '2026-03-09T05:01:00Z',
  started_at: '2026-03-09T05:01:00Z',
  finished_at: '2026-03-09T05:01:01Z',
  ...changes,
})

export const aModel = (changes: Partial<SiteModel> = {}): SiteModel => ({
  id: 'emotions-retail',
  version: '1',
  head: 'emotion',
  task: 'EMOTION',
  active: true,
  embedder: false,
  switchable: false,
  licence: 'Apache-2.0',
  terms_note: '',
  research_only: false,
  source: 'Open Model Zoo',
  accuracy: {},
  figures: [
    { metric: 'accuracy', value: 0.58, n: 3589, protocol: 'FER2013', source: 'rollcall eval' },
  ],
  labels: ['happy', 'neutral'],
  trained_here: false,
  report: false,
  device: 'cpu',
  ...changes,
})

export const aUser = (changes: Partial<User> = {}): User => ({
  id: 'u2',
  username: 'teacher',
  email: 'teacher@school.example',
  role: 'manager',
  groups: ['g1'],
  person_id: null,
  disabled: false,
  second_factor: false,
  must_change_password: false,
  last_seen_at: null,
  created_at: '2026-03-01T09:30:00Z',
  ...changes,
})

export const anEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  number: 1,
  at: '2026-03-09T05:01:00Z',
  actor: 'u1',
  action: 'record.corrected',
  subjects: ['r1'],
  details: { reason: 'The door was jammed' },
  hash: '0'.repeat(64),
  ...changes,
})

export const aSettings = (changes: Partial<Settings> = {}): Settings => ({
  liveness_policy: { value: 'passive', source: 'start', possible: ['off', 'passive'] },
  features: { emotion: true, age: true, gender: false },
  match_threshold: {
    embedder: 'face-reidentification/1',
    value: 1.07,
    default: 1.07,
    source: 'model',
    means: { false_matches_per_million: 100, basis: 'LFW, n = 7255541' },
    scale: [
      { distance: 0.97, false_matches_per_million: 10, true_matches: 0.9 },
      { distance: 1.17, false_matches_per_million: 1000, true_matches: 0.98 },
    ],
  },
  cooldown_minutes: 5,
  consent: { required: false, version: '1', text: '' },
  review: { keep_unknown: true, keep_days: 30 },
  emotion_notice: null,
  quality_gate: { least_score: 0, least_face_pixels: 0 },
  offline_limit_minutes: 1440,
  kiosk: { pin_set: false },
  time_zone: 'Asia/Riyadh',
  locale: 'en',
  mail: {
    host: 'mail.school.example',
    port: 587,
    tls: 'starttls',
    username: '',
    password_set: true,
    from: 'rollcall@school.example',
  },
  absentee_mail: { enabled: false, recipients: [], group_recipients: [] },
  login_providers: [],
  ...changes,
})
