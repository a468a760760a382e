import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog'
import type { Person } from '@/lib/api-types'
import { useDeletePerson } from '../api/delete-person'

export function DeletePerson({
  person,
  opened,
  onClose,
}: {
  person: Person
  opened: boolean
  onClose: () => void
}) {
  const { t } = useTranslation(['people', 'common'])
  const navigate = useNavigate()
  const deleting = useDeletePerson(person.id)
  return (
    <ConfirmDialog
      opened={opened}
      title={t('person.delete_title')}
      confirm={t('common:delete')}
      keep={t('common:keep')}
      pending={deleting.isPending}
      error={deleting.error}
      onConfirm={() =>
        deleting.mutate(undefined, { onSuccess: () => navigate('/people', { replace: true }) })
      }
      onClose={onClose}
    >
      {t('person.delete_lead', { name: person.name })}
    </ConfirmDialog>
  )
}
