import { NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MinutesField } from '@/components/form/MinutesField'
import type { Rules } from '@/lib/api-types'

const CHECK_OUT = ['none', 'optional', 'required'] as const

/** The rules of a schedule or of one session: when it opens, who is late, when it closes. */
export function RulesFields({
  value,
  onChange,
}: {
  value: Rules
  onChange: (rules: Rules) => void
}) {
  const { t } = useTranslation()
  const minutes = (
    key: 'grace' | 'absent_after' | 'early_leave' | 'half_day_below' | 'auto_close',
    field: keyof Rules,
  ) => (
    <MinutesField
      label={t(`rules.${key}.label`)}
      description={t(`rules.${key}.hint`)}
      value={value[field] as number | null}
      onChange={(entered) => onChange({ ...value, [field]: entered })}
    />
  )
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" style={{ alignItems: 'end' }}>
        <MinutesField
          label={t('rules.opens.label')}
          description={t('rules.opens.hint')}
          placeholder="0"
          value={value.opens_minutes_before}
          onChange={(entered) => onChange({ ...value, opens_minutes_before: entered ?? 0 })}
        />
        {minutes('grace', 'grace_minutes')}
        {minutes('absent_after', 'absent_after_minutes')}
        {minutes('half_day_below', 'half_day_below_minutes')}
        {minutes('early_leave', 'early_leave_minutes')}
        {minutes('auto_close', 'auto_close_minutes_after')}
      </SimpleGrid>
      <NativeSelect
        label={t('rules.check_out.label')}
        description={t('rules.check_out.hint')}
        value={value.check_out}
        onChange={(event) =>
          onChange({ ...value, check_out: event.currentTarget.value as Rules['check_out'] })
        }
        data={CHECK_OUT.map((kind) => ({ value: kind, label: t(`rules.check_out.${kind}`) }))}
      />
    </Stack>
  )
}
