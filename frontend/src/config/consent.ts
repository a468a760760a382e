/** The version of the consent sentence in the words (`consent.sentence`); raise it when the sentence changes. */
export const CONSENT_VERSION = '1'
