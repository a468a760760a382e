import { TextInput, type TextInputProps } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'

type Props = Omit<TextInputProps, 'type' | 'value' | 'onChange'> & {
  /** 08:30, or empty. */
  value: string
  onChange: (time: string) => void
}

/** A time of day without a zone. */
export function TimeField({ value, onChange, ...rest }: Props) {
  return (
    <TextInput
      type="time"
      leftSection={<IconClock size={18} aria-hidden />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  )
}
