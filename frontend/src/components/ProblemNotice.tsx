import { Button, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { asApiProblem } from '@/lib/api-problem'
import { problemWords } from '@/lib/problem-words'
import { Notice } from './Notice'

/** A failed call in words: what happened, what to do, and the number to quote. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const problem = asApiProblem(error)
  const { title, remedy } = problemWords(problem)
  return (
    <Notice
      tone={
        problem.kind === 'unreachable' || problem.kind === 'busy' || problem.kind === 'too_many'
          ? 'warning'
          : 'danger'
      }
      title={title}
    >
      <Text size="sm">{remedy}</Text>
      {problem.requestId && problem.kind === 'failed' && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('request', { id: problem.requestId })}
        </Text>
      )}
      {onRetry && (
        <Button variant="default" mt="sm" leftSection={<IconRefresh size={18} />} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </Notice>
  )
}
