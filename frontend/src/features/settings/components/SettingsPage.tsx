import { Stack, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { Page } from '@/components/Page'
import { QueryView } from '@/components/QueryView'
import { TabList } from '@/components/TabList'
import { useSettings } from '@/hooks/useSettings'
import { useMay } from '@/lib/session'
import { ApiKeysCard } from './ApiKeysCard'
import { AttendancePart } from './AttendancePart'
import { MailPart } from './MailPart'
import { RecognitionPart } from './RecognitionPart'
import { SitePart } from './SitePart'
import { WebhooksCard } from './WebhooksCard'

const PARTS = ['recognition', 'attendance', 'mail', 'programs', 'site'] as const

/** All parts for who may set the site; a manager keeps API keys here and nothing else. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const may = useMay()
  const [search, setSearch] = useSearchParams()
  if (!may('settings.write')) {
    return (
      <Page title={t('title')}>
        <ApiKeysCard />
      </Page>
    )
  }
  const part = PARTS.find((name) => name === search.get('part')) ?? 'recognition'
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        value={part}
        onChange={(next) => setSearch(next ? { part: next } : {}, { replace: true })}
        keepMounted={false}
      >
        <TabList chosen={part}>
          {PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`part.${name}`)}
            </Tabs.Tab>
          ))}
        </TabList>
        <Tabs.Panel value={part}>
          <SettingsPart part={part} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function SettingsPart({ part }: { part: (typeof PARTS)[number] }) {
  const settings = useSettings()
  if (part === 'programs') {
    return (
      <Stack gap="md">
        <ApiKeysCard />
        <WebhooksCard />
      </Stack>
    )
  }
  return (
    <QueryView query={settings}>
      {(tagged) => {
        if (part === 'recognition') return <RecognitionPart settings={tagged} />
        if (part === 'attendance') return <AttendancePart settings={tagged} />
        if (part === 'mail') return <MailPart settings={tagged} />
        return <SitePart settings={tagged} />
      }}
    </QueryView>
  )
}
