/** The version of the consent sentence in the words (`consent.sentence`) and of a site that has not set its own. */
export const CONSENT_VERSION = '1'
