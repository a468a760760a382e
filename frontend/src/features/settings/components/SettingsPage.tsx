import { SimpleGrid } from '@mantine/core'
import { Page } from '@/components/Page'
import * as words from '../words'
import { ApiKeysCard } from './ApiKeysCard'
import { ModelsCard } from './ModelsCard'
import { PasswordCard } from './PasswordCard'
import { SiteCard } from './SiteCard'

export function SettingsPage() {
  return (
    <Page title={words.TITLE}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <SiteCard />
        <PasswordCard />
      </SimpleGrid>
      <ApiKeysCard />
      <ModelsCard />
    </Page>
  )
}
