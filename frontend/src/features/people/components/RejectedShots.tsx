import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/components/Notice'
import type { RejectedImage } from '@/lib/api-types'

export function RejectedShots({ rejected }: { rejected: readonly RejectedImage[] }) {
  const { t } = useTranslation('people')
  if (rejected.length === 0) return null
  return (
    <Notice tone="warning" title={t('add.rejected')}>
      <List size="sm">
        {rejected.map(({ index, reason }) => (
          <List.Item key={index}>
            {t('shots.alt', { number: index + 1 })}: {reason}
          </List.Item>
        ))}
      </List>
    </Notice>
  )
}
