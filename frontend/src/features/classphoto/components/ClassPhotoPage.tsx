import { useState } from 'react'
import { Button, Group, NativeSelect, Progress, Stack, Text, Title } from '@mantine/core'
import { IconCheck, IconUserCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LiveRegion } from '@/components/LiveRegion'
import { Notice } from '@/components/Notice'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { PictureDrop } from '@/components/picture/PictureDrop'
import { useToday } from '@/hooks/useToday'
import { hourAndMinute } from '@/lib/format'
import { useMay } from '@/lib/session'
import { toast } from '@/lib/toast'
import { useSaveCorrections } from '../api/save-corrections'
import { useSessionsOf } from '../api/sessions-today'
import { deedsOf } from '../corrections'
import { type Seen, type Settled, type Somebody, facesSeen, missing, present } from '../photos'
import { usePhotos } from '../usePhotos'
import classes from './ClassPhotoPage.module.css'
import { CorrectFace } from './CorrectFace'
import { PhotoView } from './PhotoView'

/** Attendance of a whole room from a few pictures: who is there, who is not, put right by a click. */
export function ClassPhotoPage() {
  const { t } = useTranslation('classphoto')
  const may = useMay()
  const [sessionId, setSessionId] = useState<string | null>(null)
  const [corrections, setCorrections] = useState<ReadonlyMap<string, Somebody | null>>(new Map())
  const [settled, setSettled] = useState<Settled>(new Map())
  const [marked, setMarked] = useState<readonly Somebody[]>([])
  const [markedBefore, setMarkedBefore] = useState<readonly Somebody[]>([])
  const [correcting, setCorrecting] = useState<Seen | null>(null)
  const { photos, add, check, clear } = usePhotos(sessionId)
  const seen = facesSeen(photos, corrections, settled)
  const there = present(seen)
  const byHand = [...markedBefore, ...marked]
  const away = missing(photos, [...there, ...byHand])
  // What was saved stays as it is said: only what waits for saving goes.
  const save = useSaveCorrections(({ of }, recordId) => {
    const face = seen.find(({ key }) => key === of)
    const person = marked.find(({ id }) => id === of)
    if (face) setSettled((before) => new Map([...before, [of, { person: face.person, recordId }]]))
    if (person) setMarkedBefore((before) => [...before, person])
    setCorrections((before) => new Map([...before].filter(([key]) => key !== of)))
    setMarked((before) => before.filter(({ id }) => id !== of))
  })

  const strangers = seen.filter(({ person }) => person === null).length
  const done = photos.filter(({ state }) => state === 'done' || state === 'failed').length
  const working = done < photos.length
  const deeds = (now: Date) =>
    deedsOf(seen, marked, {
      sessionId,
      time: now.toISOString(),
      reason: t('reason'),
      newKey: () => crypto.randomUUID(),
    })
  // A face that was put back to who the site holds it for leaves nothing to save.
  const corrected = seen.filter((one) => one.corrected && one.person?.id !== one.known?.id)
  const changes = corrected.length + marked.length

  return (
    <Page title={t('title')} lead={t('lead')}>
      {may('sessions.read') && (
        <SessionChoice value={sessionId} locked={photos.length > 0} onChange={setSessionId} />
      )}
      <div className={classes.columns}>
        <Stack gap="md">
          {photos.map((photo) => (
            <PhotoView
              key={photo.id}
              photo={photo}
              seen={seen.filter(({ photoId }) => photoId === photo.id)}
              onCorrect={setCorrecting}
              onRetry={() => check(photo.id, photo.file)}
            />
          ))}
          <PictureDrop multiple onPictures={add} />
        </Stack>
        {photos.length > 0 && (
          <Stack gap="lg" className={classes.lists}>
            {working && (
              <div>
                <Text size="sm">{t('progress', { done, count: photos.length })}</Text>
                <Progress
                  value={(done / photos.length) * 100}
                  animated
                  aria-label={t('progress', { done, count: photos.length })}
                />
              </div>
            )}
            <People title={t('there', { count: there.length })} people={there} />
            {byHand.length > 0 && (
              <People title={t('marked', { count: byHand.length })} people={byHand} />
            )}
            {strangers > 0 && (
              <Notice tone="info" title={t('strangers', { count: strangers })}>
                <Text size="sm">{t('strangers_lead')}</Text>
              </Notice>
            )}
            <section>
              <Title order={2} size="h4">
                {t('missing', { count: away.length })}
              </Title>
              {away.length === 0 && (
                <Text c="dimmed">{sessionId ? t('nobody_missing') : t('no_roster')}</Text>
              )}
              <ul className={classes.people}>
                {away.map((person) => (
                  <li key={person.id}>
                    <bdi>{person.name ?? t('erased')}</bdi>
                    <Button
                      variant="default"
                      leftSection={<IconUserCheck size={18} aria-hidden />}
                      aria-label={t('mark_one', { name: person.name ?? t('erased') })}
                      onClick={() => setMarked([...marked, person])}
                    >
                      {t('mark')}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
            {save.isError && <ProblemNotice error={save.error} />}
            <Group>
              <Button
                leftSection={<IconCheck size={20} aria-hidden />}
                disabled={changes === 0 || working}
                loading={save.isPending}
                onClick={() => save.mutate(deeds, { onSuccess: () => toast.done(t('saved')) })}
              >
                {t('save', { count: changes })}
              </Button>
              <Button
                variant="default"
                disabled={changes > 0 || working}
                onClick={() => {
                  clear()
                  setCorrections(new Map())
                  setSettled(new Map())
                  setMarkedBefore([])
                  save.reset()
                }}
              >
                {t('again')}
              </Button>
            </Group>
            <Text size="sm" c="dimmed">
              {t('recorded')}
            </Text>
          </Stack>
        )}
      </div>
      {correcting && (
        <CorrectFace
          seen={correcting}
          onClose={() => setCorrecting(null)}
          onChoose={(person) => {
            setCorrections(new Map([...corrections, [correcting.key, person]]))
            setCorrecting(null)
          }}
        />
      )}
      <LiveRegion
        words={
          working
            ? t('progress', { done, count: photos.length })
            : photos.length > 0
              ? `${t('there', { count: there.length })}. ${t('missing', { count: away.length })}`
              : ''
        }
      />
    </Page>
  )
}

function People({ title, people }: { title: string; people: readonly Somebody[] }) {
  const { t } = useTranslation('classphoto')
  return (
    <section>
      <Title order={2} size="h4">
        {title}
      </Title>
      <ul className={classes.people}>
        {people.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name ?? t('erased')}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SessionChoice({
  value,
  locked,
  onChange,
}: {
  value: string | null
  /** Pictures of one session are not counted for another half way through. */
  locked: boolean
  onChange: (id: string | null) => void
}) {
  const { t } = useTranslation('classphoto')
  const today = useSessionsOf(useToday())
  const sessions = (today.data ?? []).filter(({ state }) => state === 'open' || state === 'closed')
  return (
    <NativeSelect
      maw="26rem"
      label={t('session')}
      description={locked ? t('session_locked') : undefined}
      disabled={locked}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      data={[
        { value: '', label: t('session_any') },
        ...sessions.map(({ id, name, group_name, starts_at, time_zone }) => ({
          value: id,
          label: `${[name, group_name].filter(Boolean).join(' · ')} (${hourAndMinute(starts_at, time_zone)})`,
        })),
      ]}
    />
  )
}
