import type { components } from './api-schema'

type Schemas = components['schemas']

export type Box = Schemas['Box']
export type Face = Schemas['Face']
export type EnrolledFace = Schemas['EnrolledFace']
export type RejectedImage = Schemas['RejectedImage']
export type Reason = NonNullable<Schemas['Reason']>
export type Person = Schemas['Person']
export type PeoplePage = Schemas['PeoplePage']
export type AddPersonResult = Schemas['AddPersonResult']
export type CheckAttendanceResult = Schemas['CheckAttendanceResult']
export type DetectFacesResult = Schemas['DetectFacesResult']
export type FacesResult = Schemas['FacesResult']
export type AttendanceRecord = Schemas['Record']
export type RecordsPage = Schemas['RecordsPage']
/** Who is signed in, with what the site lets them do. */
export type Me = Schemas['Me'] & {
  role: Role
  organisation: { id: string; name: string }
  permissions: string[]
  groups: string[]
  person_id: string | null
  second_factor: boolean
  must_change_password: boolean
}
export type Role = 'owner' | 'admin' | 'manager' | 'kiosk' | 'member'
export type ApiKey = Schemas['ApiKey']
export type ApiKeys = Schemas['ApiKeys']
export type NewApiKey = Schemas['NewApiKey']
export type Status = Schemas['Status']
export type Model = Schemas['Model']
export type Problem = Schemas['Problem']
