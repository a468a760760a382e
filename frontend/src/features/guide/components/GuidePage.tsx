import type { ReactNode } from 'react'
import { Button, Group, Text, Title } from '@mantine/core'
import { IconCircleCheckFilled, IconFaceId, IconLock, IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Page } from '@/components/Page'
import { QueryView } from '@/components/QueryView'
import { useSiteStatus } from '../api/site-status'
import classes from './GuidePage.module.css'

/** From an empty site to the first check-in: two steps, and what makes the site fit for more. */
export function GuidePage() {
  const { t } = useTranslation('guide')
  const status = useSiteStatus()
  return (
    <Page title={t('title')} lead={t('lead')}>
      <QueryView query={status}>
        {({ counts }) => {
          const hasPeople = (counts?.people ?? 0) > 0
          const hasRecords = (counts?.records ?? 0) > 0
          return (
            <>
              <ol className={classes.steps}>
                <Step
                  number={1}
                  done={hasPeople}
                  next={!hasPeople}
                  icon={<IconUserPlus size={32} aria-hidden />}
                  title={t('person.title')}
                  lead={t('person.lead')}
                  to="/people/new"
                  action={t('person.action')}
                />
                <Step
                  number={2}
                  done={hasRecords}
                  next={hasPeople && !hasRecords}
                  icon={<IconFaceId size={32} aria-hidden />}
                  title={t('check.title')}
                  lead={t('check.lead')}
                  to="/check-in"
                  action={t('check.action')}
                />
                <Step
                  number={3}
                  done={false}
                  next={hasPeople && hasRecords}
                  icon={<IconLock size={32} aria-hidden />}
                  title={t('certificate.title')}
                  lead={t('certificate.lead')}
                  to="/install"
                  action={t('certificate.action')}
                />
              </ol>
              {hasRecords && (
                <div role="status" className={classes.done}>
                  <Text fw={600}>{t('done')}</Text>
                  <Group gap="sm">
                    <Button component={Link} to="/people" variant="default">
                      {t('to_people')}
                    </Button>
                    <Button component={Link} to="/kiosk" variant="default">
                      {t('to_kiosk')}
                    </Button>
                  </Group>
                </div>
              )}
            </>
          )
        }}
      </QueryView>
    </Page>
  )
}

function Step({
  number,
  done,
  next,
  icon,
  title,
  lead,
  to,
  action,
}: {
  number: number
  done: boolean
  next: boolean
  icon: ReactNode
  title: string
  lead: string
  to: string
  action: string
}) {
  const { t } = useTranslation('guide')
  return (
    <li className={classes.step} data-next={next} aria-current={next ? 'step' : undefined}>
      <div className={classes.head}>
        {icon}
        {done ? (
          <span className={classes.tick}>
            <IconCircleCheckFilled size={22} aria-hidden /> {t('step_done')}
          </span>
        ) : (
          <Text c="dimmed" size="sm">
            {t('step', { number })}
          </Text>
        )}
      </div>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text className={classes.lead}>{lead}</Text>
      <Button component={Link} to={to} variant={next ? 'filled' : 'default'} size="md">
        {action}
      </Button>
    </li>
  )
}
