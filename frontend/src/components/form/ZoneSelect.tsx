import { Select, type SelectProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = Omit<SelectProps, 'value' | 'onChange' | 'data'> & {
  value: string
  onChange: (zone: string) => void
}

/** An IANA time zone, found by its city. */
export function ZoneSelect({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation()
  const known = Intl.supportedValuesOf('timeZone')
  const zones = known.includes(value) ? known : [value, ...known]
  return (
    <Select
      searchable
      limit={50}
      allowDeselect={false}
      label={t('zone.label')}
      nothingFoundMessage={t('zone.none')}
      {...rest}
      data={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
    />
  )
}
