import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/Page'
import { ApiKeysCard } from './ApiKeysCard'
import { ModelsCard } from './ModelsCard'
import { PasswordCard } from './PasswordCard'
import { SiteCard } from './SiteCard'

export function SettingsPage() {
  const { t } = useTranslation('settings')
  return (
    <Page title={t('title')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <SiteCard />
        <PasswordCard />
      </SimpleGrid>
      <ApiKeysCard />
      <ModelsCard />
    </Page>
  )
}
