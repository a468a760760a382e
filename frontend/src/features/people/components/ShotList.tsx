import { ActionIcon, Loader, Text, Title } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/StateBadge'
import { useObjectUrl } from '@/hooks/useObjectUrl'
import type { Rejections } from '../rejections'
import { useShotQuality } from '../useShotQuality'
import type { Shot } from '../useShots'
import classes from './ShotList.module.css'

/** The shots with what the browser thinks of each, and why the server would not have one. */
export function ShotList({
  shots,
  rejections,
  onRemove,
}: {
  shots: readonly Shot[]
  rejections: Rejections
  onRemove: (id: number) => void
}) {
  const { t } = useTranslation('people')
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {t('shots.title', { count: shots.length })}
      </Title>
      {shots.length === 0 && <Text c="dimmed">{t('shots.none')}</Text>}
      <ul className={classes.shots}>
        {shots.map((shot, index) => (
          <ShotCard
            key={shot.id}
            file={shot.file}
            number={index + 1}
            rejection={rejections.get(index) ?? null}
            onRemove={() => onRemove(shot.id)}
          />
        ))}
      </ul>
    </section>
  )
}

function ShotCard({
  file,
  number,
  rejection,
  onRemove,
}: {
  file: File
  number: number
  rejection: string | null
  onRemove: () => void
}) {
  const { t } = useTranslation('people')
  const url = useObjectUrl(file)
  return (
    <li className={classes.shot} data-rejected={rejection !== null}>
      {url && <img src={url} alt={t('shots.alt', { number })} />}
      <ActionIcon
        className={classes.remove}
        variant="filled"
        color="dark"
        onClick={onRemove}
        aria-label={t('shots.remove', { number })}
        title={t('shots.remove', { number })}
      >
        <IconTrash size={20} />
      </ActionIcon>
      <div className={classes.verdict}>
        {rejection ? (
          <Text size="sm" className={classes.rejection}>
            {rejection}
          </Text>
        ) : (
          <Quality file={file} />
        )}
      </div>
    </li>
  )
}

function Quality({ file }: { file: File }) {
  const { t } = useTranslation('people')
  const quality = useShotQuality(file)
  if (quality.isPending) return <Loader size={16} role="status" aria-label={t('quality.looking')} />
  // Where this browser cannot look, the server will.
  if (!quality.data) return null
  const { fault } = quality.data
  return fault === null ? (
    <StateBadge tone="good">{t('quality.good')}</StateBadge>
  ) : (
    <StateBadge tone="warn">{t(`quality.${fault}`)}</StateBadge>
  )
}
