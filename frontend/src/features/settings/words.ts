import type { Status } from '@/lib/api-types'

export const TITLE = 'Settings'

export const SITE = {
  title: 'This site',
  version: 'Rollcall',
  pack: 'Model pack',
  device: 'Runs on',
  liveness: 'Liveness',
  threshold: 'Largest distance that counts as one person',
  margin: 'Ambiguous where two people are nearer than',
  people: 'People enrolled',
  faces: 'Shots that can be searched',
  records: 'Attendance records',
  duplicate: 'A second check-in counts as the same within',
  seconds: (n: number) => (n % 60 === 0 && n > 0 ? `${n / 60} min` : `${n} s`),
  noThreshold: 'none: the pack cannot recognise people',
  searchable: (searchable: number, all: number) =>
    searchable === all ? String(all) : `${searchable} of ${all}`,
}

const POLICIES: Record<Status['liveness']['policy'], string> = {
  off: 'not checked',
  passive:
    'checked in every picture: what clearly looks like a print or a screen is refused. A good print, a mask or a deepfake can pass: where it matters, have somebody stand by',
  burst: 'checked over several frames',
  challenge: 'checked by asking for a movement',
}

export const livenessPolicy = ({ policy, available }: Status['liveness']) =>
  available
    ? POLICIES[policy]
    : 'not checked: this model pack has no net for it, so a photo of a face can pass'

export const MODELS = {
  title: 'Models',
  licence: 'Licence',
  trained: 'Trained on',
  research: 'For research only',
  noAccuracy: 'No measured accuracy is stored with this model.',
  accuracy: 'Measured',
  n: (n: number) => `n = ${n}`,
}

export const PASSWORD = {
  title: 'Change password',
  current: 'Current password',
  next: 'New password',
  hint: (n: number) => `At least ${n} characters.`,
  submit: 'Change password',
  done: 'The password is changed',
  doneLead: 'Every other session of yours has ended.',
  tooShort: (n: number) => `Use at least ${n} characters.`,
}

export const KEYS = {
  title: 'API keys',
  lead: 'For programs that call Rollcall, in the header x-api-key.',
  name: 'What the key is for',
  make: 'Make a key',
  none: 'No keys yet.',
  newTitle: 'Copy the key now: it is shown this once',
  copy: 'Copy',
  copied: 'Copied',
  made: 'Made',
  withdraw: (name: string) => `Withdraw the key ${name}`,
  withdrawShort: 'Withdraw',
}
