import { t } from './i18n'

/** What a permission allows, in words; one that this page does not know is shown by its own name. */
export const permissionWord = (permission: string): string =>
  t(`permission.${permission.replace('.', '_') as 'check_in'}`, permission)
