import 'i18next'
import type app from './app/words/en.json'
import type common from './components/words/en.json'
import type account from './features/account/words/en.json'
import type analyse from './features/analyse/words/en.json'
import type audit from './features/audit/words/en.json'
import type checkin from './features/checkin/words/en.json'
import type classphoto from './features/classphoto/words/en.json'
import type groups from './features/groups/words/en.json'
import type guide from './features/guide/words/en.json'
import type imports from './features/imports/words/en.json'
import type models from './features/models/words/en.json'
import type people from './features/people/words/en.json'
import type records from './features/records/words/en.json'
import type reports from './features/reports/words/en.json'
import type review from './features/review/words/en.json'
import type session from './features/session/words/en.json'
import type sessions from './features/sessions/words/en.json'
import type settings from './features/settings/words/en.json'
import type users from './features/users/words/en.json'

// One line a room: a key that is in no file does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: {
      app: typeof app
      common: typeof common
      account: typeof account
      analyse: typeof analyse
      audit: typeof audit
      checkin: typeof checkin
      classphoto: typeof classphoto
      groups: typeof groups
      guide: typeof guide
      imports: typeof imports
      models: typeof models
      people: typeof people
      records: typeof records
      reports: typeof reports
      review: typeof review
      session: typeof session
      sessions: typeof sessions
      settings: typeof settings
      users: typeof users
    }
  }
}
