import { type FormEvent, useState } from 'react'
import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { useAskForReset, useSetPassword } from '../api/password-reset'
import { isLongEnough, NewPasswordField } from './NewPasswordField'
import { OpenPage } from './OpenPage'

/** With a link: a new password. Without one: asking for a link. */
export function ResetPage() {
  const { t } = useTranslation('session')
  const { token } = useParams()
  return (
    <OpenPage title={t('reset.title')} lead={t(token ? 'reset.choose' : 'reset.lead')}>
      {token ? <SetPassword token={token} /> : <AskForLink />}
      <Anchor component={Link} to="/login" py="sm" size="sm">
        {t('reset.back')}
      </Anchor>
    </OpenPage>
  )
}

function AskForLink() {
  const { t } = useTranslation('session')
  const ask = useAskForReset()
  const [username, setUsername] = useState('')
  if (ask.isSuccess) {
    return (
      <Notice tone="success" title={t('reset.sent.title')}>
        {t('reset.sent.lead')}
      </Notice>
    )
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (username.trim()) ask.mutate(username.trim())
  }
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <TextInput
          label={t('username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        {ask.error && <ProblemNotice error={ask.error} />}
        <Button type="submit" fullWidth loading={ask.isPending}>
          {t('reset.ask')}
        </Button>
      </Stack>
    </form>
  )
}

function SetPassword({ token }: { token: string }) {
  const { t } = useTranslation('session')
  const set = useSetPassword(token)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  if (set.isSuccess) {
    return (
      <Notice tone="success" title={t('reset.done.title')}>
        {t('reset.done.lead')}
      </Notice>
    )
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isLongEnough(password)) set.mutate(password)
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <NewPasswordField value={password} tried={tried} onChange={setPassword} />
        {set.error && <ProblemNotice error={set.error} />}
        <Button type="submit" fullWidth loading={set.isPending}>
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  )
}
