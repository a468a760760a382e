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
export type Me = Schemas['Me']
export type ApiKey = Schemas['ApiKey']
export type ApiKeys = Schemas['ApiKeys']
export type NewApiKey = Schemas['NewApiKey']
export type Status = Schemas['Status']
export type Model = Schemas['Model']
export type Problem = Schemas['Problem']
