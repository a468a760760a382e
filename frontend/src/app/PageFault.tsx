import { Button, Container, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '@/components/Notice'

/** Where a page itself fails: most often its part was replaced by an update of the server. */
export function PageFault() {
  const { t } = useTranslation('app')
  return (
    <Container size="xs" py="xl">
      <Notice tone="danger" title={t('fault.title')}>
        <Text size="sm">{t('fault.lead')}</Text>
        <Button mt="sm" variant="default" onClick={() => window.location.reload()}>
          {t('fault.reload')}
        </Button>
      </Notice>
    </Container>
  )
}
