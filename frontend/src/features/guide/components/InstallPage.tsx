import { useEffect, useState } from 'react'
import { Button, Code, List, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { Page } from '@/components/Page'
import { StateBadge } from '@/components/StateBadge'
import { type OfflineState, useOfflineShell } from '@/lib/service-worker'
import classes from './InstallPage.module.css'

/** Whether this browser can install the page and use it without the network, and what the certificate lacks. */
export function InstallPage() {
  const { t } = useTranslation('guide')
  const offline = useOfflineShell()
  const { canInstall, install } = useInstall()
  return (
    <Page title={t('install.title')} lead={t('install.lead')}>
      <Card title={t('install.state')}>
        <ul className={classes.facts}>
          <Fact
            label={t('install.https')}
            good={window.isSecureContext}
            words={window.isSecureContext ? t('install.yes') : t('install.no')}
          />
          <Fact
            label={t('install.offline')}
            good={offline === 'ready'}
            words={t(`install.offline_state.${offline}`)}
          />
          <Fact
            label={t('install.kept')}
            good={'indexedDB' in window && window.isSecureContext}
            words={
              'indexedDB' in window && window.isSecureContext ? t('install.yes') : t('install.no')
            }
          />
        </ul>
        {canInstall ? (
          <Button leftSection={<IconDownload size={20} aria-hidden />} onClick={install}>
            {t('install.now')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('install.by_menu')}
          </Text>
        )}
      </Card>
      <Card title={t('install.certificate')} lead={t('install.certificate_lead')}>
        <Needs offline={offline} />
        <Text>{t('install.own')}</Text>
        <Code block dir="ltr" className={classes.command}>
          ./rollcall up --tls-cert site.pem --tls-key site-key.pem
        </Code>
        <Text>{t('install.local')}</Text>
        <List type="ordered" spacing="xs">
          <List.Item>{t('install.local_1')}</List.Item>
          <List.Item>{t('install.local_2')}</List.Item>
          <List.Item>{t('install.local_3')}</List.Item>
        </List>
      </Card>
    </Page>
  )
}

function Needs({ offline }: { offline: OfflineState }) {
  const { t } = useTranslation('guide')
  return (
    <div className={classes.needs}>
      {offline === 'ready' ? (
        <StateBadge tone="good">{t('install.certificate_good')}</StateBadge>
      ) : (
        <StateBadge tone="warn">{t('install.certificate_bad')}</StateBadge>
      )}
    </div>
  )
}

function Fact({ label, good, words }: { label: string; good: boolean; words: string }) {
  return (
    <li>
      <span>{label}</span>
      <StateBadge tone={good ? 'good' : 'warn'}>{words}</StateBadge>
    </li>
  )
}

/** Chromium hands the page an event that installs it; other browsers have it in their menu. */
type InstallPrompt = Event & { prompt(): Promise<unknown> }

function useInstall() {
  const [prompt, setPrompt] = useState<InstallPrompt | null>(null)
  useEffect(() => {
    const keep = (event: Event) => {
      event.preventDefault()
      setPrompt(event as InstallPrompt)
    }
    window.addEventListener('beforeinstallprompt', keep)
    return () => window.removeEventListener('beforeinstallprompt', keep)
  }, [])
  return { canInstall: prompt !== null, install: () => void prompt?.prompt() }
}
