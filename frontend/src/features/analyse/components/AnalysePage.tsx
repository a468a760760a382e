import { useState } from 'react'
import { Code, Loader, Stack, Text, Title } from '@mantine/core'
import { IconMoodLookDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Details } from '@/components/Details'
import { EmptyState } from '@/components/EmptyState'
import { LiveRegion } from '@/components/LiveRegion'
import { Notice } from '@/components/Notice'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { BoxedPicture } from '@/components/picture/BoxedPicture'
import { PictureDrop } from '@/components/picture/PictureDrop'
import type { Face } from '@/lib/api-types'
import { estimateNotice } from '@/lib/face-words'
import { useCheckAgeAndEmotion } from '../api/check-age-and-emotion'
import classes from './AnalysePage.module.css'
import { FaceCard } from './FaceCard'

const NO_FACES: Face[] = []

export function AnalysePage() {
  const { t } = useTranslation('analyse')
  const [picture, setPicture] = useState<File | null>(null)
  const analysis = useCheckAgeAndEmotion()
  const faces = analysis.data?.faces ?? NO_FACES

  const analyse = (chosen: File) => {
    setPicture(chosen)
    analysis.mutate(chosen)
  }

  return (
    <Page title={t('title')} lead={t('lead')}>
      <Notice tone="info" title={estimateNotice()} />
      <div className={classes.columns}>
        <Stack gap="md">
          {picture && (
            <BoxedPicture
              picture={picture}
              alt={t('picture')}
              boxes={faces.map(({ box }, i) => ({ box, tone: 'good', label: String(i + 1) }))}
            />
          )}
          <PictureDrop
            disabled={analysis.isPending}
            onPictures={([chosen]) => chosen && analyse(chosen)}
          />
        </Stack>
        <Stack gap="md">
          {analysis.isPending && <Loader role="status" aria-label={t('working')} />}
          {analysis.isError && (
            <ProblemNotice
              error={analysis.error}
              {...(picture ? { onRetry: () => analyse(picture) } : {})}
            />
          )}
          {analysis.isSuccess && faces.length === 0 && (
            <EmptyState icon={<IconMoodLookDown size={32} />} title={t('nobody.title')}>
              <Text c="dimmed">{t('nobody.lead')}</Text>
            </EmptyState>
          )}
          {faces.length > 0 && (
            <Title order={2} size="h4">
              {t('faces', { count: faces.length })}
            </Title>
          )}
          {faces.map((face, i) => (
            <FaceCard key={`${face.box.x_min} ${face.box.y_min}`} face={face} number={i + 1} />
          ))}
          {analysis.data && (
            <Details summary={t('json')}>
              {/* It scrolls: the keyboard must reach it. */}
              <Code
                block
                className={classes.json}
                tabIndex={0}
                role="region"
                aria-label={t('json')}
              >
                {JSON.stringify(analysis.data, null, 2)}
              </Code>
            </Details>
          )}
        </Stack>
      </div>
      <LiveRegion
        words={
          analysis.isPending
            ? t('working')
            : analysis.isSuccess
              ? t('faces', { count: faces.length })
              : ''
        }
      />
    </Page>
  )
}
