import { NumberInput, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '@/components/form/PasswordField'
import { ZoneSelect } from '@/components/form/ZoneSelect'
import { StateBadge } from '@/components/StateBadge'
import type { Tagged } from '@/lib/api-client'
import type { Settings } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { useChangeSettings } from '../api/settings'
import { useDraft } from '../useDraft'
import { SettingsForm } from './SettingsForm'

type Props = { settings: Tagged<Settings> }

/** What holds for every check-in of the site: repeats, review, consent, the kiosk's PIN. */
export function AttendancePart({ settings }: Props) {
  return (
    <Stack gap="md">
      <RulesCard settings={settings} />
      {settings.value.review && <ReviewCard settings={settings} />}
      <ConsentCard settings={settings} />
      <KioskCard settings={settings} />
    </Stack>
  )
}

function RulesCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { draft, set, form } = useDraft(
    settings,
    ({ cooldown_minutes, offline_limit_minutes, time_zone }) => ({
      cooldown: cooldown_minutes,
      offline: offline_limit_minutes,
      zone: time_zone,
    }),
    ({ cooldown, offline, zone }) => ({
      cooldown_minutes: cooldown,
      ...(offline === null ? {} : { offline_limit_minutes: offline }),
      time_zone: zone,
    }),
  )
  return (
    <SettingsForm title={t('rules.title')} {...form}>
      <ZoneSelect value={draft.zone} onChange={(zone) => set({ zone })} />
      <NumberInput
        label={t('rules.cooldown')}
        description={t('rules.cooldown_hint')}
        suffix={` ${t('minutes_short')}`}
        min={0}
        max={1440}
        allowDecimal={false}
        hideControls
        value={draft.cooldown}
        onChange={(cooldown) => set({ cooldown: Number(cooldown) || 0 })}
      />
      {draft.offline !== null && (
        <NumberInput
          label={t('rules.offline')}
          description={t('rules.offline_hint')}
          suffix={` ${t('minutes_short')}`}
          min={1}
          max={43_200}
          allowDecimal={false}
          hideControls
          value={draft.offline}
          onChange={(offline) => set({ offline: Number(offline) || 1 })}
        />
      )}
    </SettingsForm>
  )
}

function ReviewCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { draft, set, form } = useDraft(
    settings,
    ({ review }) => ({ keep: review?.keep_unknown ?? false, days: review?.keep_days ?? 0 }),
    ({ keep, days }) => ({ review: { keep_unknown: keep, keep_days: days } }),
  )
  return (
    <SettingsForm title={t('review.title')} lead={t('review.lead')} {...form}>
      <Switch
        label={t('review.keep')}
        checked={draft.keep}
        onChange={(event) => set({ keep: event.currentTarget.checked })}
      />
      <NumberInput
        label={t('review.days')}
        min={1}
        max={365}
        allowDecimal={false}
        hideControls
        disabled={!draft.keep}
        value={draft.days}
        onChange={(days) => set({ days: Number(days) || 1 })}
      />
    </SettingsForm>
  )
}

function ConsentCard({ settings }: Props) {
  const { t } = useTranslation('settings')
  const { draft, set, form } = useDraft(
    settings,
    ({ consent, emotion_notice }) => ({ ...consent, notice: emotion_notice ?? '' }),
    ({ notice, ...consent }) => ({ consent, emotion_notice: notice.trim() || null }),
  )
  return (
    <SettingsForm title={t('consent.title')} lead={t('consent.lead')} {...form}>
      <Switch
        label={t('consent.required')}
        checked={draft.required}
        onChange={(event) => set({ required: event.currentTarget.checked })}
      />
      <TextInput
        label={t('consent.version')}
        description={t('consent.version_hint')}
        maxLength={40}
        value={draft.version}
        onChange={(event) => set({ version: event.currentTarget.value })}
      />
      <Textarea
        label={t('consent.text')}
        autosize
        minRows={3}
        dir="auto"
        value={draft.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Textarea
        label={t('consent.notice')}
        description={t('consent.notice_hint')}
        autosize
        minRows={2}
        dir="auto"
        value={draft.notice}
        onChange={(event) => set({ notice: event.currentTarget.value })}
      />
    </SettingsForm>
  )
}

const A_PIN = /^\d{4,12}$/

function KioskCard({ settings }: Props) {
  const { t } = useTranslation(['settings', 'common'])
  const change = useChangeSettings(settings)
  const [pin, setPin] = useState('')
  const fault = pin !== '' && !A_PIN.test(pin)
  return (
    <SettingsForm
      title={t('kiosk.title')}
      lead={t('kiosk.lead')}
      changed={pin !== '' && !fault}
      pending={change.isPending}
      error={change.error}
      onSave={() =>
        change.mutate(
          { kiosk: { pin } },
          {
            onSuccess: () => {
              setPin('')
              toast.done(t('common:saved'))
            },
          },
        )
      }
    >
      <div>
        <StateBadge tone={settings.value.kiosk.pin_set ? 'good' : 'warn'}>
          {settings.value.kiosk.pin_set ? t('kiosk.set') : t('kiosk.not_set')}
        </StateBadge>
      </div>
      <PasswordField
        label={t('kiosk.pin')}
        description={t('kiosk.pin_hint')}
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        error={fault && t('kiosk.pin_fault')}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      {!settings.value.kiosk.pin_set && (
        <Text size="sm" c="dimmed">
          {t('kiosk.without')}
        </Text>
      )}
    </SettingsForm>
  )
}
