import { useState } from 'react'
import { NumberInput, SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Details } from '@/components/Details'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { TimeField } from '@/components/form/TimeField'
import { ZoneSelect } from '@/components/form/ZoneSelect'
import { RulesFields } from '@/components/rules/RulesFields'
import type { Group, Schedule } from '@/lib/api-types'
import { useAddSchedule, useChangeSchedule } from '../api/schedules'
import { type ScheduleForm, draftOf, faultsOf, formOf, isOvernight } from '../schedule-form'
import { DaysField } from './DaysField'

const KINDS = ['class', 'shift'] as const

/** When a group meets and by which rules: for a new schedule and for a change of one. */
export function ScheduleDialog({
  group,
  schedule,
  onClose,
}: {
  group: Group
  schedule: Schedule | null
  onClose: () => void
}) {
  const { t } = useTranslation('groups')
  const [form, setForm] = useState(() => formOf(schedule, group))
  const [key] = useState(() => crypto.randomUUID())
  const [tried, setTried] = useState(false)
  const add = useAddSchedule()
  const change = useChangeSchedule(schedule?.id ?? '')
  const faults = faultsOf(form)
  const said = (fault: Parameters<typeof faults.has>[0]) => tried && faults.has(fault)
  const set = (part: Partial<ScheduleForm>) => setForm({ ...form, ...part })
  const overnight = isOvernight({ starts_at: form.startsAt, ends_at: form.endsAt })

  const save = () => {
    setTried(true)
    if (faults.size > 0) return
    const draft = draftOf(form)
    if (schedule) change.mutate(draft, { onSuccess: onClose })
    else add.mutate({ draft: { ...draft, group_id: group.id }, key }, { onSuccess: onClose })
  }

  return (
    <FormDialog
      opened
      title={schedule ? t('schedules.edit') : t('schedules.new')}
      pending={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        maxLength={200}
        data-autofocus
        value={form.name}
        error={said('name') && t('name_missing')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('kind.label')}
        value={form.kind}
        onChange={(kind) => set({ kind: kind as Schedule['kind'] })}
        data={KINDS.map((value) => ({ value, label: t(`schedules.kind.${value}`) }))}
      />
      <DaysField
        value={form.days}
        onChange={(days) => set({ days })}
        error={said('days') ? t('schedules.days_missing') : null}
      />
      <SimpleGrid cols={2}>
        <TimeField
          label={t('schedules.starts_at')}
          value={form.startsAt}
          onChange={(startsAt) => set({ startsAt })}
          error={said('times') && t('schedules.times_missing')}
        />
        <TimeField
          label={t('schedules.ends_at')}
          value={form.endsAt}
          onChange={(endsAt) => set({ endsAt })}
          description={overnight && form.endsAt ? t('schedules.overnight') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField
          label={t('schedules.valid_from')}
          value={form.from}
          onChange={(from) => from && set({ from })}
        />
        <DateField
          label={t('schedules.valid_until')}
          value={form.until}
          onChange={(until) => set({ until })}
          error={said('until') && t('backwards')}
        />
      </SimpleGrid>
      <Details summary={t('schedules.more')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} mb="md">
          <NumberInput
            label={t('schedules.every_weeks')}
            min={1}
            max={52}
            allowDecimal={false}
            hideControls
            value={form.everyWeeks}
            onChange={(weeks) => set({ everyWeeks: Number(weeks) || 1 })}
          />
          <ZoneSelect value={form.zone} onChange={(zone) => set({ zone })} />
        </SimpleGrid>
        <RulesFields value={form.rules} onChange={(rules) => set({ rules })} />
      </Details>
    </FormDialog>
  )
}
