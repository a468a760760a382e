import { type FormEvent, useState } from 'react'
import { Button, Code, CopyButton, Group, Skeleton, Text, TextInput } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Card } from '@/components/Card'
import { Notice } from '@/components/Notice'
import { ProblemNotice } from '@/components/ProblemNotice'
import { dayAndTime } from '@/lib/format'
import { useKeys } from '../api/keys'
import { useMakeKey } from '../api/make-key'
import { useWithdrawKey } from '../api/withdraw-key'
import classes from './ApiKeysCard.module.css'

export function ApiKeysCard() {
  const { t } = useTranslation(['settings', 'common'])
  const [name, setName] = useState('')
  const keys = useKeys()
  const make = useMakeKey()
  const withdraw = useWithdrawKey()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) make.mutate(name.trim(), { onSuccess: () => setName('') })
  }
  const remove = (id: string) => {
    if (make.data?.id === id) make.reset()
    withdraw.mutate(id)
  }
  const error = keys.error ?? make.error ?? withdraw.error
  return (
    <Card title={t('keys.title')} lead={t('keys.lead')}>
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput
            className={classes.name}
            label={t('keys.name')}
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={make.isPending}>
            {t('keys.make')}
          </Button>
        </Group>
      </form>
      {error && <ProblemNotice error={error} />}
      {make.data && (
        <Notice tone="success" title={t('keys.new')}>
          <Group>
            <Code className={classes.key}>{make.data.key}</Code>
            <CopyButton value={make.data.key}>
              {({ copied, copy }) => (
                <Button variant="default" leftSection={<IconCopy size={18} />} onClick={copy}>
                  {copied ? t('common:copied') : t('common:copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Notice>
      )}
      {keys.isPending && <Skeleton height={60} radius="md" aria-busy="true" />}
      {keys.data?.keys.length === 0 && <Text c="dimmed">{t('keys.none')}</Text>}
      <ul className={classes.keys}>
        {keys.data?.keys.map((key) => (
          <li key={key.id}>
            <span>
              <Text fw={600}>{key.name}</Text>
              <Text size="sm" c="dimmed">
                {t('keys.made', { when: dayAndTime(key.created_at) })}
              </Text>
            </span>
            <Button
              variant="light"
              color="red"
              leftSection={<IconTrash size={18} />}
              aria-label={t('keys.withdraw_one', { name: key.name })}
              loading={withdraw.isPending && withdraw.variables === key.id}
              onClick={() => remove(key.id)}
            >
              {t('keys.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
