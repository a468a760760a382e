/** The gateway's own limits, known here so that a hopeless upload is refused before it is sent. */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024
export const MAX_SHOTS = 10
export const MIN_PASSWORD_LENGTH = 10

/** Frames that are stored or decided on. */
export const SHOT_WIDTH = 1280
