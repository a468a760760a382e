import 'i18next'
import type app from './app/words/en.json'
import type common from './components/words/en.json'
import type analyse from './features/analyse/words/en.json'
import type checkin from './features/checkin/words/en.json'
import type groups from './features/groups/words/en.json'
import type people from './features/people/words/en.json'
import type records from './features/records/words/en.json'
import type session from './features/session/words/en.json'
import type settings from './features/settings/words/en.json'

// One line a room: a key that is in no file does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: {
      app: typeof app
      common: typeof common
      analyse: typeof analyse
      checkin: typeof checkin
      groups: typeof groups
      people: typeof people
      records: typeof records
      session: typeof session
      settings: typeof settings
    }
  }
}
