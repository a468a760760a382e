import { TextInput, type TextInputProps } from '@mantine/core'

type Props = Omit<TextInputProps, 'type' | 'value' | 'onChange'> & {
  /** 08:30, or empty. */
  value: string
  onChange: (time: string) => void
}

/** A time of day without a zone. The browser draws a clock of its own: two of them leave no room for AM and PM on a phone. */
export function TimeField({ value, onChange, ...rest }: Props) {
  return (
    <TextInput
      type="time"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  )
}
