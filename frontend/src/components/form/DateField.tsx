import { TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendarEvent } from '@tabler/icons-react'

type Props = Omit<TextInputProps, 'type' | 'value' | 'onChange'> & {
  /** 2026-03-09, or empty. */
  value: string
  onChange: (isoDate: string) => void
}

/** A calendar day, by the browser's own chooser: it knows the user's habits, the keyboard and the phone. */
export function DateField({ value, onChange, ...rest }: Props) {
  return (
    <TextInput
      type="date"
      leftSection={<IconCalendarEvent size={18} aria-hidden />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  )
}
