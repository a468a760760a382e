export const LIST = {
  title: 'People',
  lead: 'Everyone who can check in.',
  search: 'Search by name or id',
  clear: 'Clear the search',
  add: 'Add a person',
  more: 'Show more',
  emptyTitle: 'Nobody is enrolled yet',
  emptyLead: 'Add a person with the camera or with a picture. It takes under a minute.',
  nothingFound: 'Nobody found',
  nothingFoundLead: 'Check the spelling, or search by a part of the name.',
}

export const ADD = {
  title: 'Add a person',
  lead: 'Three shots are good: straight, a little left, a little right.',
  name: 'Name',
  nameMissing: 'Enter a name.',
  externalId: 'Id of your own (optional)',
  externalIdHint: 'A student or staff number, say',
  submit: 'Add the person',
  shotsMissing: 'Take at least one shot or choose a picture.',
  doneTitle: (name: string) => `${name} is added`,
  toPerson: 'Open the person',
  another: 'Add another person',
  stored: (n: number) => (n === 1 ? '1 shot is stored.' : `${n} shots are stored.`),
  rejectedTitle: 'Some shots were not stored',
  noneUsable: 'No shot could be used',
  similarTitle: 'Perhaps already enrolled',
  similar:
    'These people look like the one you added. If it is the same person, delete one of the two:',
}

export const SHOTS = {
  title: 'Shots',
  none: 'No shot yet',
  take: 'Take a shot',
  fromCamera: 'Camera',
  fromFiles: 'Pictures',
  how: 'Where the shots come from',
  picturesInstead: 'Use pictures instead',
  remove: (n: number) => `Remove shot ${n}`,
  alt: (n: number) => `Shot ${n}`,
  full: (n: number) => `${n} shots are the most at a time.`,
  taken: (n: number) => `Shot ${n} taken`,
}

export const PERSON = {
  back: 'All people',
  shots: (n: number) => (n === 1 ? '1 shot' : `${n} shots`),
  since: 'Added',
  externalId: 'Id of your own',
  consent: 'Consent',
  noConsent: 'not recorded',
  consentVersion: (version: string) => `given, version ${version}`,
  edit: 'Change',
  save: 'Save',
  cancel: 'Cancel',
  addShots: 'Add shots',
  sendShots: (n: number) => (n === 1 ? 'Store 1 shot' : `Store ${n} shots`),
  deleteTitle: 'Delete this person?',
  deleteLead: (name: string) =>
    `${name} is erased with all pictures and face templates, and can no longer check in. Attendance keeps only a bare number. This cannot be undone.`,
  delete: 'Delete',
  keep: 'Keep',
  pictureOf: (name: string) => `Picture of ${name}`,
}
