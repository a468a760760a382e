import { useState } from 'react'
import { Button, Group, Paper, Stack, Switch, Text, Title } from '@mantine/core'
import { IconCheck, IconUserSearch, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { PersonLink } from '@/components/person/PersonLink'
import { PersonPicture } from '@/components/person/PersonPicture'
import { UserName } from '@/components/person/UserName'
import { StateBadge } from '@/components/StateBadge'
import type { ReviewItem } from '@/lib/api-types'
import { dayAndTime, decimals } from '@/lib/format'
import type { Decision } from '../api/review'
import { AssignDialog } from './AssignDialog'
import { RejectDialog } from './RejectDialog'
import classes from './ReviewPage.module.css'
import { ReviewPicture } from './ReviewPicture'

/** One uncertain check-in: what was seen, who it may be, and the three answers. */
export function ReviewCard({
  item,
  onDecide,
}: {
  item: ReviewItem
  onDecide: (decision: Decision) => void
}) {
  const { t } = useTranslation(['review', 'common'])
  const { kind, time, session, record_id, flags, state } = item
  return (
    <Paper component="article" withBorder radius="lg" p="md" className={classes.card}>
      <ReviewPicture item={item} />
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5">
            {t(`kind.${kind}.title`)}
          </Title>
          <Text size="sm" c="dimmed">
            {dayAndTime(time)}
            {session && (
              <>
                {' · '}
                <Link to={`/sessions/${session.id}`}>
                  <bdi>{session.name ?? session.id}</bdi>
                </Link>
              </>
            )}
            {record_id && (
              <>
                {' · '}
                <Link to={`/records/${record_id}`}>{t('record')}</Link>
              </>
            )}
          </Text>
          <Text size="sm">{t(`kind.${kind}.lead`)}</Text>
        </div>
        {flags.map((flag) => (
          <div key={flag}>
            <StateBadge tone="warn">
              {t(`common:flag.${flag as 'AGE_DOES_NOT_FIT'}`, flag)}
            </StateBadge>
          </div>
        ))}
        {state === 'open' ? <Answers item={item} onDecide={onDecide} /> : <Decided item={item} />}
      </Stack>
    </Paper>
  )
}

function Answers({ item, onDecide }: { item: ReviewItem; onDecide: (decision: Decision) => void }) {
  const { t } = useTranslation('review')
  const [teach, setTeach] = useState(false)
  const [asking, setAsking] = useState<'assign' | 'reject' | null>(null)
  const { candidates, person } = item
  return (
    <>
      {person && (
        <Group gap="sm">
          <PersonPicture id={person.id} name={person.name ?? ''} size={48} />
          <div className={classes.who}>
            <PersonLink person={person} />
            <Text size="sm" c="dimmed">
              {t('recorded_as')}
            </Text>
          </div>
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            onClick={() => onDecide({ act: 'confirm', teach })}
          >
            {t('confirm')}
          </Button>
        </Group>
      )}
      {!person && candidates.length > 0 && (
        <ul className={classes.candidates} aria-label={t('candidates')}>
          {candidates.map(({ person: who, distance }) => (
            <li key={who.id} className={classes.candidate}>
              <PersonPicture id={who.id} name={who.name ?? ''} size={48} />
              <div className={classes.who}>
                <PersonLink person={who} />
                <Text size="sm" c="dimmed">
                  {t('distance', { distance: decimals(distance) })}
                </Text>
              </div>
              <Button
                variant="light"
                leftSection={<IconCheck size={18} aria-hidden />}
                aria-label={t('it_is', { name: who.name ?? who.id })}
                onClick={() => onDecide({ act: 'assign', person_id: who.id, teach })}
              >
                {t('them')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {!person && candidates.length === 0 && <Text c="dimmed">{t('nobody_near')}</Text>}
      {item.has_picture && (
        <Switch
          label={t('teach')}
          description={t('teach_hint')}
          checked={teach}
          onChange={(event) => setTeach(event.currentTarget.checked)}
        />
      )}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconUserSearch size={18} aria-hidden />}
          onClick={() => setAsking('assign')}
        >
          {t('other')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconX size={18} aria-hidden />}
          onClick={() => setAsking('reject')}
        >
          {t('reject')}
        </Button>
      </Group>
      {asking === 'assign' && (
        <AssignDialog
          canTeach={item.has_picture}
          teach={teach}
          onDecide={onDecide}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'reject' && <RejectDialog onDecide={onDecide} onClose={() => setAsking(null)} />}
    </>
  )
}

function Decided({ item }: { item: ReviewItem }) {
  const { t } = useTranslation('review')
  const { state, person, decided_by, decided_at, decision_reason } = item
  if (state === 'open') return null
  return (
    <div>
      <StateBadge tone={state === 'rejected' ? 'bad' : 'good'}>{t(`decided.${state}`)}</StateBadge>
      {person && (
        <Text mt="xs">
          <PersonLink person={person} />
        </Text>
      )}
      {decision_reason && (
        <Text>
          <bdi>{decision_reason}</bdi>
        </Text>
      )}
      {decided_by && decided_at && (
        <Text size="sm" c="dimmed">
          {dayAndTime(decided_at)} · <UserName id={decided_by} />
        </Text>
      )}
    </div>
  )
}
