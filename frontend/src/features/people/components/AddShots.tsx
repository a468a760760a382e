import { useState } from 'react'
import { Button, Stack } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { asApiProblem } from '@/lib/api-problem'
import { useAddFaces } from '../api/add-faces'
import { type Rejections, rejectionsOfProblem } from '../rejections'
import { useShots } from '../useShots'
import { RejectedShots } from './RejectedShots'
import { ShotPicker } from './ShotPicker'

const NONE: Rejections = new Map()

/** More shots of somebody who is enrolled. The camera stays off until it is asked for. */
export function AddShots({ id }: { id: string }) {
  const { t } = useTranslation(['people', 'common'])
  const [open, setOpen] = useState(false)
  const { shots, add, remove, clear } = useShots()
  const adding = useAddFaces(id)
  const problem = adding.isError ? asApiProblem(adding.error) : null

  if (!open) {
    return (
      <Stack gap="md" align="flex-start">
        {adding.isSuccess && (
          <>
            <Notice tone="success" title={t('add.stored', { count: adding.data.faces.length })} />
            <RejectedShots rejected={adding.data.rejected_images} />
          </>
        )}
        <Button
          variant="light"
          leftSection={<IconUserPlus size={20} />}
          onClick={() => {
            adding.reset()
            setOpen(true)
          }}
        >
          {t('person.add_shots')}
        </Button>
      </Stack>
    )
  }
  return (
    <Stack gap="md" maw={640}>
      <ShotPicker
        shots={shots}
        rejections={problem ? rejectionsOfProblem(problem) : NONE}
        onAdd={(files, pose) => {
          adding.reset()
          add(files, pose)
        }}
        onRemove={(shot) => {
          adding.reset()
          remove(shot)
        }}
      />
      {problem && <ProblemNotice error={problem} />}
      <Button
        disabled={shots.length === 0}
        loading={adding.isPending}
        onClick={() =>
          adding.mutate(
            shots.map(({ file }) => file),
            {
              onSuccess: () => {
                clear()
                setOpen(false)
              },
            },
          )
        }
      >
        {t('person.send_shots', { count: shots.length })}
      </Button>
      <Button
        variant="default"
        onClick={() => {
          clear()
          setOpen(false)
        }}
      >
        {t('common:cancel')}
      </Button>
    </Stack>
  )
}
