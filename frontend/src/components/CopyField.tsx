import { ActionIcon, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Something to be taken along, such as a link that is shown this once. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <TextInput
          label={label}
          readOnly
          dir="ltr"
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          rightSectionWidth={48}
          rightSection={
            <ActionIcon
              size={40}
              variant="subtle"
              onClick={copy}
              aria-label={copied ? t('copied') : t('copy')}
            >
              {copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
            </ActionIcon>
          }
        />
      )}
    </CopyButton>
  )
}
