import { Skeleton, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Grey lines of about the size of what is to come, so that nothing jumps. */
export function LoadingState({ rows = 4, height = 56 }: { rows?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm" role="status" aria-busy="true" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={height} radius="md" />
      ))}
    </Stack>
  )
}
