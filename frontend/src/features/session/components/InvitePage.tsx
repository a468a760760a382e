import { type FormEvent, useState } from 'react'
import { Button, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams } from 'react-router'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { QueryView } from '@/components/QueryView'
import { asApiProblem } from '@/lib/api-problem'
import { dayAndTime } from '@/lib/format'
import { useAcceptInvite, useInviteOffer } from '../api/invite'
import { isLongEnough, NewPasswordField } from './NewPasswordField'
import { OpenPage } from './OpenPage'
import { Providers } from './Providers'

/** Where the link of an invitation leads: choose a name and a password, or sign in elsewhere. */
export function InvitePage() {
  const { t } = useTranslation(['session', 'common'])
  const { token = '' } = useParams()
  const offer = useInviteOffer(token)
  const accept = useAcceptInvite(token)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const gone = offer.error && ['not_found', 'failed'].includes(asApiProblem(offer.error).kind)

  if (accept.isSuccess) return <Navigate to="/" replace />

  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!username.trim() || !isLongEnough(password)) return
    accept.mutate({ username: username.trim(), password })
  }
  return (
    <OpenPage title={t('invite.title')}>
      {gone ? (
        <Notice tone="warning" title={t('invite.gone.title')}>
          {t('invite.gone.remedy')}
        </Notice>
      ) : (
        <QueryView query={offer}>
          {({ organisation, role, expires_at, providers }) => (
            <>
              <Notice
                tone="info"
                title={t('invite.to', { organisation, role: t(`common:role.${role}`) })}
              >
                {t('invite.until', { until: dayAndTime(expires_at) })}
              </Notice>
              <form onSubmit={send} noValidate>
                <Stack gap="md">
                  <TextInput
                    label={t('username')}
                    autoComplete="username"
                    autoCapitalize="none"
                    spellCheck={false}
                    value={username}
                    error={tried && !username.trim() && t('username_missing')}
                    onChange={(event) => setUsername(event.currentTarget.value)}
                  />
                  <NewPasswordField value={password} tried={tried} onChange={setPassword} />
                  {accept.error && <ProblemNotice error={accept.error} />}
                  <Button type="submit" fullWidth loading={accept.isPending}>
                    {t('invite.submit')}
                  </Button>
                </Stack>
              </form>
              <Providers providers={providers} query={{ invite: token }} divided />
            </>
          )}
        </QueryView>
      )}
    </OpenPage>
  )
}
