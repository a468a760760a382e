import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PasswordField } from '@/components/form/PasswordField'
import { Link, Navigate, useLocation } from 'react-router'
import { Notice } from '@/components/Notice'
import { asApiProblem } from '@/lib/api-problem'
import { problemWords } from '@/lib/problem-words'
import { useSession } from '@/lib/session'
import { useLogin } from '../api/login'
import { useLoginOptions } from '../api/login-options'
import { OpenPage } from './OpenPage'
import { Providers } from './Providers'

function cameFrom(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from
  // Only a path of this app: an address from elsewhere must not decide where a login leads.
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/'
}

/** The password was right, and a code is asked for besides it. */
const asksForCode = (error: unknown) =>
  Boolean(error) && asApiProblem(error).code.toUpperCase().startsWith('SECOND_FACTOR')

export function LoginPage() {
  const { t } = useTranslation('session')
  const location = useLocation()
  const session = useSession()
  const options = useLoginOptions()
  const login = useLogin()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [withCode, setWithCode] = useState(false)
  const codeRef = useRef<HTMLInputElement>(null)
  const passwordRef = useRef<HTMLInputElement>(null)

  useEffect(() => {
    if (withCode) codeRef.current?.focus()
  }, [withCode])

  if (session.data?.state === 'in') return <Navigate to={cameFrom(location.state)} replace />

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = code.replaceAll(/\s/g, '')
    login.mutate(
      { username: username.trim(), password, ...(withCode ? { code: given } : {}) },
      {
        onError: (error) => {
          setCode('')
          if (asksForCode(error)) return setWithCode(true)
          setWithCode(false)
          setPassword('')
          passwordRef.current?.focus()
        },
      },
    )
  }
  const because = session.data?.state === 'out' ? session.data.because : 'not_yet'
  const byPassword = options.data?.password ?? true
  const providers = options.data?.providers ?? []
  const busy = login.isPending || (login.isSuccess && session.isFetching)

  return (
    <OpenPage title={t('title')} lead={t('lead')}>
      <LoginNotice error={login.error} because={because} />
      {byPassword && (
        <form onSubmit={submit}>
          <Stack gap="md">
            {withCode ? (
              <TextInput
                key="code"
                label={t('code')}
                description={t('code_hint')}
                inputMode="numeric"
                autoComplete="one-time-code"
                ref={codeRef}
                required
                withAsterisk={false}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
            ) : (
              <>
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
                <PasswordField
                  ref={passwordRef}
                  label={t('password')}
                  autoComplete="current-password"
                  required
                  withAsterisk={false}
                  value={password}
                  onChange={(event) => setPassword(event.currentTarget.value)}
                />
              </>
            )}
            <Button type="submit" fullWidth loading={busy}>
              {t('submit')}
            </Button>
            {withCode && (
              <Button variant="subtle" px="xs" onClick={() => setWithCode(false)}>
                {t('other_user')}
              </Button>
            )}
            {options.data?.password_reset_by_mail && !withCode && (
              <Anchor component={Link} to="/password-reset" py="sm" size="sm">
                {t('forgotten')}
              </Anchor>
            )}
          </Stack>
        </form>
      )}
      <Providers providers={providers} divided={byPassword} />
      <Text size="xs" c="dimmed">
        {t('first_login')}
      </Text>
    </OpenPage>
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
    if (asApiProblem(error).code.toUpperCase() === 'SECOND_FACTOR_REQUIRED') return null
    if (asksForCode(error)) {
      return (
        <Notice tone="danger" title={t('wrong_code.title')}>
          {t('wrong_code.remedy')}
        </Notice>
      )
    }
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
