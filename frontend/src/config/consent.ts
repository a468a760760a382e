/** The version of the consent sentence below; raise it when the sentence changes. */
export const CONSENT_VERSION = '1'
export const CONSENT_SENTENCE =
  'This person agrees that their pictures and face template are stored for attendance.'
