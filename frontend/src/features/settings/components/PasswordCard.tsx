import { type FormEvent, useState } from 'react'
import { Button, PasswordInput, Stack } from '@mantine/core'
import { Card } from '@/components/Card'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { MIN_PASSWORD_LENGTH } from '@/config/limits'
import { useChangePassword } from '../api/change-password'
import { PASSWORD as words } from '../words'

export function PasswordCard() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const change = useChangePassword()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const tooShort = next.length < MIN_PASSWORD_LENGTH
    setFault(tooShort ? words.tooShort(MIN_PASSWORD_LENGTH) : null)
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
    <Card title={words.title}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordInput
            label={words.current}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={words.next}
            description={words.hint(MIN_PASSWORD_LENGTH)}
            autoComplete="new-password"
            required
            withAsterisk={false}
            error={fault}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          {change.isError && <ProblemNotice error={change.error} />}
          {change.isSuccess && (
            <Notice tone="success" title={words.done}>
              {words.doneLead}
            </Notice>
          )}
          <Button type="submit" loading={change.isPending}>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}
