import { Button, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { permissionWord } from '@/lib/permission-word'
import type { Permission } from '@/lib/permissions'
import { EmptyState } from './EmptyState'
import { Page } from './Page'

/** What stands where a page would be that the user's role may not see. */
export function DeniedState({ needs }: { needs: Permission }) {
  const { t } = useTranslation()
  return (
    <Page title={t('denied.title')}>
      <EmptyState icon={<IconLock size={32} />} title={t('denied.title')}>
        <Text c="dimmed">{t('denied.lead', { permission: permissionWord(needs) })}</Text>
        <Button component={Link} to="/">
          {t('denied.home')}
        </Button>
      </EmptyState>
    </Page>
  )
}
