import { List } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/components/Notice'
import type { RejectedImage } from '@/lib/api-types'
import { rejectionWords } from '../rejections'

export function RejectedShots({ rejected }: { rejected: readonly RejectedImage[] }) {
  const { t } = useTranslation('people')
  if (rejected.length === 0) return null
  return (
    <Notice tone="warning" title={t('add.rejected')}>
      <List size="sm">
        {rejected.map(({ index, code, reason }) => (
          <List.Item key={index}>
            {t('shots.alt', { number: index + 1 })}: {rejectionWords(code, reason)}
          </List.Item>
        ))}
      </List>
    </Notice>
  )
}
