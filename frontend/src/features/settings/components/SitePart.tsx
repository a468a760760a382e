import { useState } from 'react'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { CopyField } from '@/components/CopyField'
import { QueryView } from '@/components/QueryView'
import type { Tagged } from '@/lib/api-client'
import type { Organisation, Settings } from '@/lib/api-types'
import { dayWord } from '@/lib/format'
import { useMay } from '@/lib/session'
import { toast } from '@/lib/toast'
import {
  useAddOrganisation,
  useOrganisation,
  useOrganisations,
  useRenameOrganisation,
} from '../api/organisation'
import { SettingsForm } from './SettingsForm'
import { SiteCard } from './SiteCard'
import { ProvidersCard } from './ProvidersCard'

/** What the site is called, how it runs, who else lives on this server. */
export function SitePart({ settings }: { settings: Tagged<Settings> }) {
  const may = useMay()
  const organisation = useOrganisation()
  return (
    <Stack gap="md">
      <QueryView query={organisation}>{(one) => <NameCard organisation={one} />}</QueryView>
      <ProvidersCard settings={settings} />
      <SiteCard />
      {may('organisations') && <OrganisationsCard />}
    </Stack>
  )
}

function NameCard({ organisation }: { organisation: Tagged<Organisation> }) {
  const { t } = useTranslation(['settings', 'common'])
  const rename = useRenameOrganisation(organisation)
  const [edited, setEdited] = useState<string | null>(null)
  const name = edited ?? organisation.value.name
  return (
    <SettingsForm
      title={t('organisation.title')}
      changed={name.trim() !== '' && name !== organisation.value.name}
      pending={rename.isPending}
      error={rename.error}
      onSave={() =>
        rename.mutate(name.trim(), {
          onSuccess: () => {
            setEdited(null)
            toast.done(t('common:saved'))
          },
        })
      }
    >
      <TextInput
        label={t('organisation.name')}
        maxLength={200}
        value={name}
        onChange={(event) => setEdited(event.currentTarget.value)}
      />
    </SettingsForm>
  )
}

function OrganisationsCard() {
  const { t } = useTranslation(['settings', 'common'])
  const organisations = useOrganisations(true)
  const add = useAddOrganisation()
  const [name, setName] = useState('')
  return (
    <Card title={t('organisations.title')} lead={t('organisations.lead')}>
      <QueryView query={organisations}>
        {({ organisations: list }) => (
          <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {list.map(({ id, name: called, created_at }) => (
              <li key={id}>
                <Text span fw={600}>
                  <bdi>{called}</bdi>
                </Text>{' '}
                <Text span size="sm" c="dimmed">
                  {dayWord(created_at.slice(0, 10))}
                </Text>
              </li>
            ))}
          </Stack>
        )}
      </QueryView>
      <Group align="flex-end">
        <TextInput
          label={t('organisations.name')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          disabled={!name.trim()}
          loading={add.isPending}
          onClick={() =>
            add.mutate(name.trim(), { onSuccess: () => setName(''), onError: toast.failed })
          }
        >
          {t('organisations.add')}
        </Button>
      </Group>
      <Modal
        opened={add.isSuccess}
        onClose={add.reset}
        title={t('organisations.made', { name: add.data?.organisation.name ?? '' })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        {add.data && (
          <CopyField label={t('organisations.owner_link')} value={add.data.owner_invite.link} />
        )}
      </Modal>
    </Card>
  )
}
