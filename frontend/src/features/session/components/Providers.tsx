import { Button, Divider, Stack } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Signing in at another place that the site trusts, such as a school's own directory. */
export function Providers({
  providers,
  query = {},
  divided,
}: {
  providers: readonly { id: string; name: string }[]
  query?: Record<string, string>
  divided: boolean
}) {
  const { t } = useTranslation('session')
  if (providers.length === 0) return null
  const search = new URLSearchParams(query)
  return (
    <Stack gap="sm">
      {divided && <Divider label={t('or')} />}
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          component="a"
          href={`/api/v1/login/oidc/${encodeURIComponent(id)}${search.size > 0 ? `?${search}` : ''}`}
          variant="default"
          leftSection={<IconLogin2 size={20} aria-hidden />}
        >
          {t('with', { name })}
        </Button>
      ))}
    </Stack>
  )
}
