import { Code } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/lib/session'
import { useUserNames } from './users'

/** A user by name where the reader may know it, else by id; the program itself is said so. */
export function UserName({ id }: { id: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useUserNames()
  if (id === 'system') return <>{t('by_itself')}</>
  if (id === me?.id) return <bdi>{me.username}</bdi>
  const name = names.get(id)
  return name ? <bdi>{name}</bdi> : <Code>{id}</Code>
}
