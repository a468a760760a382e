import { useState } from 'react'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PersonPicker } from '@/components/pick/PersonPicker'
import type { Seen, Somebody } from '../photos'

/** Who a face is, said by hand: somebody of the site, or nobody who counts. */
export function CorrectFace({
  seen,
  onChoose,
  onClose,
}: {
  seen: Seen
  onChoose: (person: Somebody | null) => void
  onClose: () => void
}) {
  const { t } = useTranslation(['classphoto', 'common'])
  const [person, setPerson] = useState<Somebody | null>(seen.person)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('correct.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text>
          {seen.face.person?.name
            ? t('correct.found', { name: seen.face.person.name })
            : t('correct.not_found')}
        </Text>
        <PersonPicker
          label={t('correct.who')}
          value={person}
          onChange={setPerson}
          comboboxProps={{ withinPortal: true }}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onChoose(null)}>
            {t('correct.nobody')}
          </Button>
          <Button disabled={!person} onClick={() => onChoose(person)}>
            {t('correct.choose')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
