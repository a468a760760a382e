import { Button, Group, NumberInput, Radio, Slider, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Facts } from '@/components/Facts'
import { Notice } from '@/components/Notice'
import type { Tagged } from '@/lib/api-client'
import type { MatchThreshold, Settings } from '@/lib/api-types'
import { decimals, percent, whole } from '@/lib/format'
import { useStatus } from '../api/status'
import { meaningAt, oneInHowMany } from '../threshold'
import { useDraft } from '../useDraft'
import { SettingsForm } from './SettingsForm'

type Props = { settings: Tagged<Settings> }

/** How alike two faces must be, whether a face must live, and what is estimated of it. */
export function RecognitionPart({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { match_threshold } = settings.value
  return (
    <Stack gap="md">
      {match_threshold ? (
        <ThresholdCard settings={settings} threshold={match_threshold} />
      ) : (
        <Notice tone="info" title={t('threshold.none')} />
      )}
      <LivenessCard settings={settings} />
      <FeaturesCard settings={settings} />
      {settings.value.quality_gate && <QualityCard settings={settings} />}
    </Stack>
  )
}

function ThresholdCard({ settings, threshold }: Props & { threshold: MatchThreshold }) {
  const { t } = useTranslation('settings')
  const people = useStatus().data?.counts?.people ?? 0
  const { draft, set, form } = useDraft(
    settings,
    () => ({
      value: threshold.value as number,
      own: threshold.source === 'model',
    }),
    ({ value, own }) => ({ match_threshold: own ? null : value }),
  )
  const value = draft.own ? threshold.default : draft.value
  const lowest = Math.max(0.05, Math.floor(Math.min(threshold.default, value) * 20) / 20 - 0.2)
  const highest = Math.min(1.95, Math.ceil(Math.max(threshold.default, value) * 20) / 20 + 0.2)
  const meaning = meaningAt(value, threshold)
  const strangers = meaning && oneInHowMany(meaning.falseMatchesPerMillion, people)
  return (
    <SettingsForm title={t('threshold.title')} lead={t('threshold.lead')} {...form}>
      <div>
        <Text id="threshold" size="sm" fw={500} mb="xs">
          {t('threshold.label', { value: decimals(value, 3) })}
        </Text>
        <Slider
          aria-labelledby="threshold"
          thumbLabel={t('threshold.title')}
          min={lowest}
          max={highest}
          step={0.005}
          size="lg"
          thumbSize={28}
          label={(at) => decimals(at, 3)}
          marks={[{ value: threshold.default, label: t('threshold.mark') }]}
          mb="xl"
          value={value}
          onChange={(chosen) => set({ value: chosen, own: false })}
        />
      </div>
      <div aria-live="polite">
        {meaning === null ? (
          <Text c="dimmed">{t('threshold.not_measured')}</Text>
        ) : (
          <Text fw={600}>
            {strangers === null
              ? t('threshold.means', { rate: rateWord(meaning.falseMatchesPerMillion) })
              : t('threshold.strangers', { count: people, every: whole(strangers) })}
          </Text>
        )}
        {meaning && strangers !== null && (
          <Text size="sm">
            {t('threshold.means', { rate: rateWord(meaning.falseMatchesPerMillion) })}
          </Text>
        )}
        {meaning !== null && meaning.trueMatches !== null && (
          <Text size="sm">{t('threshold.found', { share: percent(meaning.trueMatches) })}</Text>
        )}
      </div>
      <Facts
        facts={[
          [t('threshold.embedder'), threshold.embedder],
          [t('threshold.default'), decimals(threshold.default)],
          [t('threshold.basis'), threshold.means.basis],
        ]}
      />
      {!draft.own && (
        <div>
          <Button variant="default" onClick={() => set({ own: true, value: threshold.default })}>
            {t('threshold.use_own')}
          </Button>
        </div>
      )}
    </SettingsForm>
  )
}

const rateWord = (perMillion: number) =>
  perMillion >= 10 || perMillion === 0 ? whole(perMillion) : decimals(perMillion, 1)

function LivenessCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { possible, source } = settings.value.liveness_policy
  const { draft, set, form } = useDraft(
    settings,
    (value) => ({ policy: value.liveness_policy.value }),
    ({ policy }) => ({ liveness_policy: policy }),
  )
  const all = ['off', 'passive', 'burst', 'challenge'] as const
  return (
    <SettingsForm title={t('liveness.title')} lead={t('liveness.lead')} {...form}>
      <Radio.Group
        aria-label={t('liveness.title')}
        value={draft.policy}
        onChange={(policy) => set({ policy: policy as (typeof all)[number] })}
      >
        <Stack gap="sm">
          {all.map((policy) => (
            <Radio
              key={policy}
              value={policy}
              label={t(`liveness.${policy}.title`)}
              description={
                possible.includes(policy)
                  ? t(`liveness.${policy}.lead`)
                  : t(policy === 'passive' ? 'liveness.impossible' : 'liveness.not_yet')
              }
              disabled={!possible.includes(policy)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {source !== 'settings' && (
        <Text size="sm" c="dimmed">
          {t(`liveness.source.${source}`)}
        </Text>
      )}
    </SettingsForm>
  )
}

function FeaturesCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { draft, set, form } = useDraft(
    settings,
    ({ features }) => ({ ...features }),
    (features) => ({ features }),
  )
  return (
    <SettingsForm title={t('features.title')} lead={t('features.lead')} {...form}>
      {(['emotion', 'age', 'gender'] as const).map((feature) => (
        <Switch
          key={feature}
          label={t(`features.${feature}`)}
          checked={draft[feature]}
          onChange={(event) => set({ [feature]: event.currentTarget.checked })}
        />
      ))}
      {draft.emotion && (
        <Notice tone="info" title={t('features.law.title')}>
          {t('features.law.lead')}
        </Notice>
      )}
    </SettingsForm>
  )
}

function QualityCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { draft, set, form } = useDraft(
    settings,
    ({ quality_gate }) => ({
      score: quality_gate?.least_score ?? 0,
      pixels: quality_gate?.least_face_pixels ?? 0,
    }),
    ({ score, pixels }) => ({ quality_gate: { least_score: score, least_face_pixels: pixels } }),
  )
  return (
    <SettingsForm title={t('quality.title')} lead={t('quality.lead')} {...form}>
      <Group grow align="flex-start">
        <NumberInput
          label={t('quality.score')}
          description={t('quality.score_hint')}
          min={0}
          max={1}
          step={0.05}
          decimalScale={2}
          hideControls
          value={draft.score}
          onChange={(score) => set({ score: Number(score) || 0 })}
        />
        <NumberInput
          label={t('quality.pixels')}
          description={t('quality.pixels_hint')}
          min={0}
          max={1000}
          allowDecimal={false}
          hideControls
          value={draft.pixels}
          onChange={(pixels) => set({ pixels: Number(pixels) || 0 })}
        />
      </Group>
    </SettingsForm>
  )
}
