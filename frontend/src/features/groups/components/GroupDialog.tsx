import { useState } from 'react'
import { SegmentedControl, SimpleGrid, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormDialog } from '@/components/dialog/FormDialog'
import { DateField } from '@/components/form/DateField'
import { ZoneSelect } from '@/components/form/ZoneSelect'
import type { Group, GroupDraft } from '@/lib/api-types'
import { browserZone } from '@/lib/format'

const KINDS = ['class', 'team', 'other'] as const

/** What a group is called, what it is, where it is and when it runs: for a new one and for a change. */
export function GroupDialog({
  title,
  group,
  pending,
  error,
  onSave,
  onClose,
}: {
  title: string
  group?: Group
  pending: boolean
  error: unknown
  onSave: (draft: GroupDraft) => void
  onClose: () => void
}) {
  const { t } = useTranslation('groups')
  const [name, setName] = useState(group?.name ?? '')
  const [kind, setKind] = useState(group?.kind ?? 'class')
  const [zone, setZone] = useState(group?.time_zone ?? browserZone())
  const [from, setFrom] = useState(group?.starts_on ?? '')
  const [until, setUntil] = useState(group?.ends_on ?? '')
  const [tried, setTried] = useState(false)
  const missing = name.trim() === ''
  const backwards = from !== '' && until !== '' && until < from

  const save = () => {
    setTried(true)
    if (missing || backwards) return
    onSave({
      name: name.trim(),
      kind,
      time_zone: zone,
      starts_on: from || null,
      ends_on: until || null,
    })
  }

  return (
    <FormDialog
      opened
      title={title}
      pending={pending}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        maxLength={200}
        data-autofocus
        value={name}
        error={tried && missing && t('name_missing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('kind.label')}
        value={kind}
        onChange={(value) => setKind(value as Group['kind'])}
        data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <ZoneSelect value={zone} onChange={setZone} description={t('zone_hint')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DateField label={t('starts_on')} value={from} onChange={setFrom} />
        <DateField
          label={t('ends_on')}
          value={until}
          onChange={setUntil}
          error={tried && backwards && t('backwards')}
        />
      </SimpleGrid>
    </FormDialog>
  )
}
