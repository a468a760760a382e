export const TITLE = 'Check in'
export const LEAD = 'Look at the camera, or use a picture.'
export const BY_CAMERA = 'Camera'
export const BY_PICTURE = 'Picture'
export const HOW = 'How to check in'
export const SUBMIT = 'Check in'
export const AUTOMATIC = 'Check in by itself when one face holds still'
export const USE_PICTURE = 'Use a picture instead'

export const VALID = 'Valid'
export const INVALID = 'Invalid'
export const TRY_AGAIN = 'Try again'
export const READY = 'Ready'
export const READY_LEAD = 'The result of a check-in appears here.'
export const CHECKING = 'Checking …'
export const NEXT = 'Next person'
export const AGAIN = 'Try again'
export const NAMELESS = 'A person whose name was erased'
export const NO_REASON = { title: 'Not accepted', remedy: 'Try again.' }
export const CHECKED_IN_AT = 'Checked in at'
export const DETAILS = 'Details'
export const CHOSEN = 'The picture that was checked'

export const DETAIL_LABELS = {
  distance: 'Distance',
  threshold: 'Largest distance that counts',
  similarity: 'Similarity (no probability)',
  decision: 'Decision',
  box: 'Box, pixels',
  quality: 'Quality',
} as const

export const TIMING = 'Milliseconds by stage'
