import { List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { UserName } from '@/components/person/UserName'
import { QueryView } from '@/components/QueryView'
import type { RecordFacts } from '@/lib/api-types'
import { dayAndTime } from '@/lib/format'
import { useHistory } from '../api/record'
import { changesOf } from '../changes'

/** Who corrected what and why, newest first; nothing that stood there is lost. */
export function History({ id }: { id: string }) {
  const { t } = useTranslation(['records', 'common'])
  const history = useHistory(id)
  const word = (key: keyof RecordFacts, value: string | null) => {
    if (value === null) return t('common:none')
    if (key === 'time') return dayAndTime(value)
    if (key === 'status')
      return t(value === 'VALID' ? 'common:state.valid' : 'common:state.invalid')
    if (key === 'direction') return t(value === 'in' ? 'direction.in' : 'direction.out')
    return value
  }
  return (
    <QueryView query={history}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Text c="dimmed">{t('history.none')}</Text>
        ) : (
          <Stack gap="md" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
            {changes.map((change) => (
              <li key={change.at}>
                <Text size="sm" c="dimmed">
                  {dayAndTime(change.at)} · <UserName id={change.by} />
                </Text>
                <Text fw={600}>
                  <bdi>{change.reason}</bdi>
                </Text>
                <List size="sm">
                  {changesOf(change.before, change.after).map(({ key, before, after }) => (
                    <List.Item key={key}>
                      {t('history.change', {
                        what: t(`history.what.${key}`),
                        before: word(key, before),
                        after: word(key, after),
                      })}
                    </List.Item>
                  ))}
                </List>
              </li>
            ))}
          </Stack>
        )
      }
    </QueryView>
  )
}
