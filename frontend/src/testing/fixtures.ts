import { PERMISSIONS } from '@/lib/permissions'
import type {
  AttendanceRecord,
  CheckAttendanceResult,
  Face,
  Me,
  Person,
  Reason,
  Status,
} from '@/lib/api-types'

export const aFace = (changes: Partial<Face> = {}): Face => ({
  status: 'VALID',
  reason: null,
  box: { x_min: 220, y_min: 100, x_max: 420, y_max: 360, probability: 0.99 },
  person: { id: 'p1', name: 'Ada Lovelace' },
  decision: 'MATCHED',
  distance: 0.61,
  match_threshold: 0.93,
  similarity: 0.695,
  verified: true,
  liveness: { state: 'NOT_CHECKED', score: null },
  emotion: { value: 'happy', probabilities: { happy: 0.9, neutral: 0.08, sad: 0.02 } },
  age: { value: 31.4, low: 27, high: 36 },
  gender: { value: 'female', probability: 0.97 },
  quality: null,
  ...changes,
})

export const aStranger = (changes: Partial<Face> = {}): Face =>
  aFace({
    status: 'INVALID',
    reason: 'UNKNOWN_FACE',
    person: null,
    decision: 'UNKNOWN',
    distance: 1.21,
    similarity: 0.395,
    verified: false,
    ...changes,
  })

export const aRecord = (changes: Partial<AttendanceRecord> = {}): AttendanceRecord => ({
  id: 'r1',
  status: 'VALID',
  reason: null,
  time: '2026-03-09T08:00:00Z',
  person: { id: 'p1', name: 'Ada Lovelace' },
  distance: 0.61,
  match_threshold: 0.93,
  similarity: 0.695,
  emotion: 'happy',
  age: 31.4,
  gender: 'female',
  liveness: { state: 'NOT_CHECKED', score: null },
  direction: null,
  session_id: null,
  session: null,
  lateness_minutes: null,
  manual: false,
  corrected: false,
  flags: [],
  device_time: null,
  received_at: '2026-03-09T08:00:00Z',
  counted: true,
  ...changes,
})

export const aValidResult = (
  changes: Partial<CheckAttendanceResult> = {},
): CheckAttendanceResult => ({
  status: 'VALID',
  reason: null,
  faces: [aFace()],
  record: aRecord(),
  records: [aRecord()],
  missing: [],
  timing_ms: { total: 96.2, decode: 4.1, detect: 31.5, align: 1.2, recognition: 44.1, search: 0.3 },
  ...changes,
})

export const anInvalidResult = (
  reason: Reason,
  faces: Face[] = [aStranger({ reason })],
): CheckAttendanceResult => ({
  ...aValidResult(),
  status: 'INVALID',
  reason,
  faces,
  record: null,
  records: [],
})

export const aPerson = (changes: Partial<Person> = {}): Person => ({
  id: 'p1',
  name: 'Ada Lovelace',
  external_id: 'S-001',
  groups: [],
  group_ids: [],
  birth_date: null,
  gender: null,
  consent: '1',
  created_at: '2026-03-01T09:30:00Z',
  face_count: 3,
  ...changes,
})

export const aStatus = (): Status => ({
  version: '0.1.0',
  pack: 'registry',
  device: 'cpu',
  device_detail: '2 cores',
  models: [
    {
      id: 'face-recognition',
      version: '1.7.15',
      task: 'RECOGNITION',
      licence: 'MIT',
      training_data: 'as its source says',
      research_only: false,
      source: 'npm:@vladmandic/face-api@1.7.15',
      sha256: '0'.repeat(64),
      threshold: 0.93,
      labels: [],
      accuracy: [
        {
          metric: 'tar_at_far_1e-4',
          value: 0.83,
          n: 3000,
          protocol: 'LFW',
          source: 'rollcall eval',
        },
      ],
    },
  ],
  liveness: { policy: 'off', available: false },
  heads: { recognition: true, age_gender: true, emotion: true, liveness: false },
  match_threshold: 0.93,
  ambiguity_margin: 0.05,
  duplicate_window_seconds: 300,
  limits: { picture_bytes: 20971520, pictures_per_request: 10, request_bytes: 104857600 },
  counts: { people: 2, faces: 5, faces_searchable: 5, records: 2 },
})

export const aMe = (changes: Partial<Me> = {}): Me => ({
  id: 'u1',
  username: 'admin',
  email: null,
  has_password: true,
  signed_in_with: 'session',
  expires_at: '2030-01-01T00:00:00Z',
  role: 'owner',
  organisation: { id: 'o1', name: 'Example School' },
  permissions: [...PERMISSIONS],
  groups: [],
  person_id: null,
  second_factor: false,
  must_change_password: false,
  ...changes,
})
