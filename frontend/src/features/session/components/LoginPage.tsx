import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { Brand } from '@/components/Brand'
import { Notice } from '@/components/Notice'
import { asApiProblem } from '@/lib/api-problem'
import { problemWords } from '@/lib/problem-words'
import { useLogin } from '../api/login'
import { useSession } from '@/lib/session'
import classes from './LoginPage.module.css'

function cameFrom(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from
  // Only a path of this app: an address from elsewhere must not decide where a login leads.
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/'
}

export function LoginPage() {
  const { t } = useTranslation('session')
  const location = useLocation()
  const session = useSession()
  const login = useLogin()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const passwordRef = useRef<HTMLInputElement>(null)

  useEffect(() => {
    document.title = `${t('title')} · Rollcall`
  }, [t])

  if (session.data?.state === 'in') return <Navigate to={cameFrom(location.state)} replace />

  const submit = (event: FormEvent) => {
    event.preventDefault()
    login.mutate(
      { username: username.trim(), password },
      {
        onError: () => {
          setPassword('')
          passwordRef.current?.focus()
        },
      },
    )
  }

  const because = session.data?.state === 'out' ? session.data.because : 'not_yet'
  return (
    <main className={classes.page}>
      <Paper withBorder shadow="sm" radius="lg" p="xl" className={classes.card}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <div>
              <Brand />
              <Title order={1} size="h3" mt="md">
                {t('title')}
              </Title>
              <Text c="dimmed" size="sm">
                {t('lead')}
              </Text>
            </div>
            <LoginNotice error={login.error} because={because} />
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
            <PasswordInput
              ref={passwordRef}
              label={t('password')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button
              type="submit"
              fullWidth
              loading={login.isPending || (login.isSuccess && session.isFetching)}
            >
              {t('submit')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('first_login')}
            </Text>
          </Stack>
        </form>
      </Paper>
    </main>
  )
}

function LoginNotice({
  error,
  because,
}: {
  error: unknown
  because: 'not_yet' | 'left' | 'ended'
}) {
  const { t } = useTranslation('session')
  if (error) {
    const { title, remedy } = problemWords(asApiProblem(error))
    return (
      <Notice tone="danger" title={title}>
        {remedy}
      </Notice>
    )
  }
  if (because === 'ended') {
    return (
      <Notice tone="info" title={t('ended.title')}>
        {t('ended.remedy')}
      </Notice>
    )
  }
  if (because === 'left') return <Notice tone="success" title={t('left')} />
  return null
}
