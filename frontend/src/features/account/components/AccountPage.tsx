import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { Facts } from '@/components/Facts'
import { LanguageSelect } from '@/components/LanguageSelect'
import { Notice } from '@/components/Notice'
import { Page } from '@/components/Page'
import { useMe } from '@/lib/session'
import { PasswordCard } from './PasswordCard'
import { SecondFactorCard } from './SecondFactorCard'
import { SessionsCard } from './SessionsCard'

export function AccountPage() {
  const { t } = useTranslation(['account', 'common'])
  const me = useMe()
  if (!me) return null
  return (
    <Page title={t('title')} lead={t('lead')}>
      {me.must_change_password && (
        <Notice tone="warning" title={t('must_change.title')}>
          {t('must_change.lead')}
        </Notice>
      )}
      <Card title={t('who')}>
        <Facts
          facts={[
            [t('username'), me.username],
            me.email && [t('email'), me.email],
            [t('role'), t(`common:role.${me.role}`)],
            [t('organisation'), me.organisation.name],
          ]}
        />
        <LanguageSelect />
      </Card>
      {me.has_password && <PasswordCard />}
      {me.has_password && <SecondFactorCard on={me.second_factor} />}
      <SessionsCard />
    </Page>
  )
}
