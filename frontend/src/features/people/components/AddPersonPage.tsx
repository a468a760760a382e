import { type FormEvent, useState } from 'react'
import { Button, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/components/Notice'
import { Page } from '@/components/Page'
import { ProblemNotice } from '@/components/ProblemNotice'
import { CONSENT_VERSION } from '@/config/consent'
import { useSettings } from '@/hooks/useSettings'
import { asApiProblem } from '@/lib/api-problem'
import { useAddPerson } from '../api/add-person'
import { type Rejections, rejectionsOfProblem } from '../rejections'
import { useShots } from '../useShots'
import classes from './AddPersonPage.module.css'
import { ConsentField } from './ConsentField'
import { GroupNames } from './GroupNames'
import { PersonAdded } from './PersonAdded'
import { ShotPicker } from './ShotPicker'

const NONE: Rejections = new Map()

type Missing = Partial<Record<'name' | 'shots' | 'consent', string | undefined>>

export function AddPersonPage() {
  const { t } = useTranslation(['people', 'common'])
  const [name, setName] = useState('')
  const [externalId, setExternalId] = useState('')
  const [groups, setGroups] = useState<string[]>([])
  const [consents, setConsents] = useState(false)
  const [missing, setMissing] = useState<Missing>({})
  const given = (field: keyof Missing) => setMissing((all) => ({ ...all, [field]: undefined }))
  const consent = useSettings().data?.value.consent
  const { shots, add, remove, clear } = useShots()
  const adding = useAddPerson()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const faults = {
      ...(name.trim() ? {} : { name: t('add.name_missing') }),
      ...(shots.length > 0 ? {} : { shots: t('add.shots_missing') }),
      ...(consents || !consent?.required ? {} : { consent: t('add.consent_missing') }),
    }
    setMissing(faults)
    if (Object.keys(faults).length > 0) return
    adding.mutate({
      name: name.trim(),
      externalId: externalId.trim(),
      groups,
      consent: consents ? (consent?.version ?? CONSENT_VERSION) : null,
      shots: shots.map(({ file }) => file),
    })
  }

  const another = () => {
    adding.reset()
    clear()
    setName('')
    setExternalId('')
    setGroups([])
    setConsents(false)
  }

  if (adding.isSuccess) {
    return (
      <Page title={t('add.title')}>
        <PersonAdded result={adding.data} onAnother={another} />
      </Page>
    )
  }

  const problem = adding.isError ? asApiProblem(adding.error) : null
  const rejections = problem ? rejectionsOfProblem(problem) : NONE
  return (
    <Page title={t('add.title')} lead={t('add.lead')}>
      <form onSubmit={submit} noValidate className={classes.columns}>
        <ShotPicker
          shots={shots}
          rejections={rejections}
          onAdd={(files, pose) => {
            adding.reset()
            given('shots')
            add(files, pose)
          }}
          onRemove={(id) => {
            adding.reset()
            remove(id)
          }}
        />
        <Stack gap="md">
          <TextInput
            label={t('add.name')}
            required
            maxLength={200}
            dir="auto"
            autoComplete="off"
            error={missing.name}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value)
              given('name')
            }}
          />
          <TextInput
            label={t('add.external_id')}
            description={t('add.external_id_hint')}
            maxLength={200}
            autoComplete="off"
            value={externalId}
            onChange={(event) => setExternalId(event.currentTarget.value)}
          />
          <GroupNames value={groups} onChange={setGroups} />
          <ConsentField
            consent={consent}
            given={consents}
            error={missing.consent}
            onChange={(agrees) => {
              setConsents(agrees)
              given('consent')
            }}
          />
          {missing.shots && <Notice tone="warning" title={missing.shots} />}
          {problem && <ProblemNotice error={problem} />}
          <Button type="submit" size="lg" loading={adding.isPending}>
            {t('add.submit')}
          </Button>
        </Stack>
      </form>
    </Page>
  )
}
