import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { Navigate, useLocation } from 'react-router'
import { Brand } from '@/components/Brand'
import { Notice } from '@/components/Notice'
import { asApiProblem } from '@/lib/api-problem'
import { problemWords } from '@/lib/problem-words'
import { useLogin } from '../api/login'
import { useSession } from '../api/session'
import * as words from '../words'
import classes from './LoginPage.module.css'

function cameFrom(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from
  // Only a path of this app: an address from elsewhere must not decide where a login leads.
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/'
}

export function LoginPage() {
  const location = useLocation()
  const session = useSession()
  const login = useLogin()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const passwordRef = useRef<HTMLInputElement>(null)

  useEffect(() => {
    document.title = `${words.TITLE} · Rollcall`
  }, [])

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
                {words.TITLE}
              </Title>
              <Text c="dimmed" size="sm">
                {words.LEAD}
              </Text>
            </div>
            <LoginNotice error={login.error} because={because} />
            <TextInput
              label={words.USERNAME}
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
              label={words.PASSWORD}
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
              {words.SUBMIT}
            </Button>
            <Text size="xs" c="dimmed">
              {words.FIRST_LOGIN}
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
      <Notice tone="info" title={words.ENDED.title}>
        {words.ENDED.remedy}
      </Notice>
    )
  }
  if (because === 'left') return <Notice tone="success" title={words.LEFT.title} />
  return null
}
