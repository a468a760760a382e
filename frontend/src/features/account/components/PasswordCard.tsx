import { type FormEvent, useState } from 'react'
import { Button, PasswordInput, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { MIN_PASSWORD_LENGTH } from '@/config/limits'
import { useChangePassword } from '../api/change-password'

export function PasswordCard() {
  const { t } = useTranslation('account')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const change = useChangePassword()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const tooShort = next.length < MIN_PASSWORD_LENGTH
    setFault(tooShort ? t('password.too_short', { least: MIN_PASSWORD_LENGTH }) : null)
    if (tooShort) return
    change.mutate(
      { current_password: current, new_password: next },
      {
        onSuccess: () => {
          setCurrent('')
          setNext('')
        },
      },
    )
  }
  return (
    <Card title={t('password.title')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('password.next')}
            description={t('password.hint', { least: MIN_PASSWORD_LENGTH })}
            autoComplete="new-password"
            required
            withAsterisk={false}
            error={fault}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          {change.isError && <ProblemNotice error={change.error} />}
          {change.isSuccess && (
            <Notice tone="success" title={t('password.done')}>
              {t('password.done_lead')}
            </Notice>
          )}
          <Button type="submit" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}
