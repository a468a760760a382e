import { Button, Container, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Where a page itself fails: most often its part was replaced by an update of the server. */
export function PageFault() {
  const { t } = useTranslation('app')
  return (
    <Container size="xs" py="xl">
      <div role="alert">
        <Title order={1} size="h3">
          {t('fault.title')}
        </Title>
        <Text>{t('fault.lead')}</Text>
        <Button mt="sm" variant="default" onClick={() => window.location.reload()}>
          {t('fault.reload')}
        </Button>
      </div>
    </Container>
  )
}
