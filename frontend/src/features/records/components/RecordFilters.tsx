import { NativeSelect, SegmentedControl, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PeriodField } from '@/components/form/PeriodField'
import { GroupPicker } from '@/components/pick/GroupPicker'
import { useMay } from '@/lib/session'
import { REASONS, reasonWords } from '@/lib/reasons'
import type { RecordFilter } from '../filter'
import classes from './RecordFilters.module.css'

const STATES = ['all', 'valid', 'invalid'] as const
const FLAGS = ['AGE_DOES_NOT_FIT', 'GENDER_DOES_NOT_FIT', 'DEVICE_TIME_DOUBTFUL'] as const

export function RecordFilters({
  filter,
  onChange,
}: {
  filter: RecordFilter
  onChange: (filter: RecordFilter) => void
}) {
  const { t } = useTranslation(['records', 'common'])
  const may = useMay()
  const set = (part: Partial<RecordFilter>) => onChange({ ...filter, ...part })
  return (
    <Stack gap="sm">
      <PeriodField value={filter} onChange={({ from, until }) => set({ from, until })} />
      <div className={classes.filters}>
        <SegmentedControl
          aria-label={t('show')}
          value={filter.status?.toLowerCase() ?? 'all'}
          onChange={(value) =>
            set({ status: value === 'all' ? null : (value.toUpperCase() as 'VALID'), reason: null })
          }
          data={STATES.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
        {may('groups.read') && (
          <GroupPicker value={filter.group_id} onChange={(group_id) => set({ group_id })} />
        )}
        <NativeSelect
          label={t('reason')}
          value={filter.reason ?? ''}
          onChange={(event) => set({ reason: event.currentTarget.value || null })}
          data={[
            { value: '', label: t('any_reason') },
            ...REASONS.map((reason) => ({ value: reason, label: reasonWords(reason).title })),
          ]}
        />
        <NativeSelect
          label={t('flag')}
          value={filter.flag ?? ''}
          onChange={(event) => set({ flag: event.currentTarget.value || null })}
          data={[
            { value: '', label: t('any_flag') },
            ...FLAGS.map((flag) => ({ value: flag, label: t(`common:flag.${flag}`) })),
          ]}
        />
      </div>
    </Stack>
  )
}
