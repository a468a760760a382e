import { notifications } from '@mantine/notifications'
import { asApiProblem } from './api-problem'
import { t } from './i18n'
import { problemWords } from './problem-words'

const READABLE_MS = 6_000

/** Words that pass by, read out where they appear. What needs an answer stands in the page instead. */
export const toast = {
  done: (message: string) =>
    notifications.show({
      message,
      color: 'green.9',
      autoClose: READABLE_MS,
      role: 'status',
      closeButtonProps: { 'aria-label': t('dismiss') },
    }),
  failed: (error: unknown) => {
    const { title, remedy } = problemWords(asApiProblem(error))
    notifications.show({
      title,
      message: remedy,
      color: 'red.9',
      autoClose: false,
      role: 'alert',
      closeButtonProps: { 'aria-label': t('dismiss') },
    })
  },
}
