import { useState } from 'react'
import { ActionIcon, Button, Group as Row, Menu, Text } from '@mantine/core'
import {
  IconArchive,
  IconArchiveOff,
  IconCalendarPlus,
  IconDotsVertical,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import type { Tagged } from '@/lib/api-client'
import type { Group } from '@/lib/api-types'
import { toast } from '@/lib/toast'
import { useChangeGroup, useDeleteGroup } from '../api/group'
import { GroupDialog } from './GroupDialog'
import { RollOverDialog } from './RollOverDialog'

type Doing = 'editing' | 'rolling' | 'archiving' | 'deleting' | null

/** What can be done with a group as a whole. */
export function GroupActions({ group }: { group: Tagged<Group> }) {
  const { t } = useTranslation(['groups', 'common'])
  const navigate = useNavigate()
  const [doing, setDoing] = useState<Doing>(null)
  const change = useChangeGroup(group)
  const remove = useDeleteGroup(group)
  const { value } = group

  const close = () => {
    change.reset()
    remove.reset()
    setDoing(null)
  }
  const archive = () =>
    change.mutate(
      { archived: true },
      {
        onSuccess: () => {
          toast.done(t('archive.done', { name: value.name }))
          close()
        },
      },
    )
  const revive = () =>
    change.mutate(
      { archived: false },
      {
        onSuccess: () => toast.done(t('archive.undone', { name: value.name })),
        onError: toast.failed,
      },
    )

  return (
    <>
      <Row gap="xs">
        <Button
          variant="default"
          leftSection={<IconPencil size={18} aria-hidden />}
          onClick={() => setDoing('editing')}
        >
          {t('common:edit')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={44} variant="default" aria-label={t('common:actions')}>
              <IconDotsVertical size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconCalendarPlus size={20} aria-hidden />}
              onClick={() => setDoing('rolling')}
            >
              {t('roll_over.open')}
            </Menu.Item>
            {value.archived ? (
              <Menu.Item leftSection={<IconArchiveOff size={20} aria-hidden />} onClick={revive}>
                {t('archive.undo')}
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconArchive size={20} aria-hidden />}
                onClick={() => setDoing('archiving')}
              >
                {t('archive.open')}
              </Menu.Item>
            )}
            <Menu.Item
              color="var(--state-invalid)"
              leftSection={<IconTrash size={20} aria-hidden />}
              onClick={() => setDoing('deleting')}
            >
              {t('common:delete')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Row>
      {doing === 'editing' && (
        <GroupDialog
          title={t('edit')}
          group={value}
          pending={change.isPending}
          error={change.error}
          onSave={(draft) => change.mutate(draft, { onSuccess: close })}
          onClose={close}
        />
      )}
      {doing === 'rolling' && <RollOverDialog group={value} onClose={close} />}
      <ConfirmDialog
        opened={doing === 'archiving'}
        title={t('archive.title', { name: value.name })}
        confirm={t('archive.open')}
        danger={false}
        pending={change.isPending}
        error={change.error}
        onConfirm={archive}
        onClose={close}
      >
        <Text>{t('archive.lead')}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        opened={doing === 'deleting'}
        title={t('delete.title', { name: value.name })}
        confirm={t('common:delete')}
        keep={t('common:keep')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate('/groups') })}
        onClose={close}
      >
        <Text>{t('delete.lead')}</Text>
      </ConfirmDialog>
    </>
  )
}
