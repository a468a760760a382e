import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  value: number | null
  onChange: (minutes: number | null) => void
}

/** Whole minutes; empty switches the rule off. */
export function MinutesField({ value, onChange, ...rest }: Props) {
  const { t } = useTranslation()
  return (
    <NumberInput
      min={0}
      max={10_080}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      placeholder={t('rules.off')}
      suffix={` ${t('rules.min')}`}
      inputMode="numeric"
      {...rest}
      value={value ?? ''}
      onChange={(entered) => onChange(entered === '' ? null : Number(entered))}
    />
  )
}
