import type { CameraFault } from '@/lib/camera'
import type { Placement } from '@/lib/placement'

export const FAULT_WORDS: Record<CameraFault, { title: string; remedy: string }> = {
  insecure: {
    title: 'The browser hides the camera from this address',
    remedy: 'Open Rollcall by its https:// address (or on this machine), then load the page again.',
  },
  denied: {
    title: 'The camera is not allowed',
    remedy:
      'Allow the camera for this site: press the lock or camera sign beside the address, then “Try the camera again”.',
  },
  absent: {
    title: 'No camera was found',
    remedy: 'Plug one in and try again, or use a picture instead.',
  },
  busy: {
    title: 'The camera is in use',
    remedy: 'Close the other program or tab that uses the camera, then try again.',
  },
  lost: {
    title: 'The camera went away',
    remedy: 'Plug it in again, then try again.',
  },
  failed: {
    title: 'The camera did not start',
    remedy: 'Try again, or use a picture instead.',
  },
}

export const PLACEMENT_WORDS: Record<Placement, string> = {
  none: 'No face yet: look at the camera',
  several: 'More than one face: one person at a time',
  far: 'Move closer',
  close: 'Move back a little',
  aside: 'Move to the middle',
  good: 'Good: hold still',
}

export const STARTING = 'Starting the camera …'
export const LOOKING = 'Looking for a face …'
export const NO_LIVE_BOX =
  'The live box is paused: the server does not answer. Checking in may still work.'
export const SWITCH = 'Switch camera'
export const RETRY = 'Try the camera again'
export const VIDEO_LABEL = 'Live picture of the camera'
