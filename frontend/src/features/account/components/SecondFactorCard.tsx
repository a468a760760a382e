import { type FormEvent, useState } from 'react'
import { Button, Code, Group, List, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { CopyField } from '@/components/CopyField'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { saveFile } from '@/lib/save-file'
import { SESSION_KEY } from '@/lib/session'
import {
  useBeginSecondFactor,
  useConfirmSecondFactor,
  useDropSecondFactor,
} from '../api/second-factor'
import { QrCode } from './QrCode'

/** A code of an app besides the password: set up in three steps, taken away with the password. */
export function SecondFactorCard({ on }: { on: boolean }) {
  const { t } = useTranslation('account')
  const [codes, setCodes] = useState<string[] | null>(null)
  return (
    <Card title={t('factor.title')} lead={t('factor.lead')}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
      ) : on ? (
        <TakeAway />
      ) : (
        <SetUp onCodes={setCodes} />
      )}
    </Card>
  )
}

function SetUp({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation('account')
  const begin = useBeginSecondFactor()
  const confirm = useConfirmSecondFactor()
  const [code, setCode] = useState('')
  if (!begin.data) {
    return (
      <>
        {begin.error && <ProblemNotice error={begin.error} />}
        <div>
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            {t('factor.begin')}
          </Button>
        </div>
      </>
    )
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!code.trim()) return
    confirm.mutate(code.replaceAll(/\s/g, ''), {
      onSuccess: ({ recovery_codes }) => onCodes(recovery_codes),
    })
  }
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <Text>{t('factor.scan')}</Text>
        <QrCode text={begin.data.uri} label={t('factor.qr')} />
        <CopyField label={t('factor.secret')} value={begin.data.secret} />
        <TextInput
          label={t('factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.error && <ProblemNotice error={confirm.error} />}
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t('factor.confirm')}
          </Button>
          <Button variant="default" onClick={begin.reset}>
            {t('factor.give_up')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation('account')
  const client = useQueryClient()
  const done = () => {
    onDone()
    void client.invalidateQueries({ queryKey: SESSION_KEY })
  }
  const save = () =>
    saveFile(
      new File([`${codes.join('\n')}\n`], 'rollcall-recovery-codes.txt', { type: 'text/plain' }),
    )
  return (
    <Stack gap="md">
      <Notice tone="success" title={t('factor.on')}>
        {t('factor.keep_codes')}
      </Notice>
      <List listStyleType="none" aria-label={t('factor.codes')}>
        {codes.map((code) => (
          <List.Item key={code}>
            <Code fz="md">{code}</Code>
          </List.Item>
        ))}
      </List>
      <Group>
        <Button variant="default" onClick={save}>
          {t('factor.save_codes')}
        </Button>
        <Button onClick={done}>{t('factor.kept')}</Button>
      </Group>
    </Stack>
  )
}

function TakeAway() {
  const { t } = useTranslation('account')
  const drop = useDropSecondFactor()
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (password) drop.mutate(password)
  }
  return (
    <Stack gap="md">
      <Notice tone="success" title={t('factor.on')} />
      {asking ? (
        <form onSubmit={send}>
          <Stack gap="md">
            <PasswordInput
              label={t('password.current')}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            {drop.error && <ProblemNotice error={drop.error} />}
            <Group>
              <Button type="submit" color="red.9" loading={drop.isPending}>
                {t('factor.take_away')}
              </Button>
              <Button variant="default" onClick={() => setAsking(false)}>
                {t('factor.give_up')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('factor.take_away')}
          </Button>
        </div>
      )}
    </Stack>
  )
}
