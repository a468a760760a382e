import { Button, Text } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyState } from '@/components/EmptyState'
import { Page } from '@/components/Page'

export function NotFoundPage() {
  const { t } = useTranslation('app')
  return (
    <Page title={t('not_found.title')}>
      <EmptyState icon={<IconMapOff size={32} />} title={t('not_found.nothing')}>
        <Text c="dimmed">{t('not_found.lead')}</Text>
        <Button component={Link} to="/">
          {t('not_found.home')}
        </Button>
      </EmptyState>
    </Page>
  )
}
