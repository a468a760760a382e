import { useState } from 'react'
import { Loader, NativeSelect, useDirection } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, directionOf, isLanguage, setLanguage } from '@/lib/i18n'

/** Each language by its own name, so that nobody must read another to find theirs. */
export function LanguageSelect() {
  const { i18n, t } = useTranslation()
  const { setDirection } = useDirection()
  const [loading, setLoading] = useState(false)
  const choose = async (tag: string) => {
    if (!isLanguage(tag)) return
    setLoading(true)
    try {
      await setLanguage(tag)
      setDirection(directionOf(tag))
    } finally {
      setLoading(false)
    }
  }
  return (
    <NativeSelect
      aria-label={t('language')}
      leftSection={loading ? <Loader size={16} /> : <IconLanguage size={18} aria-hidden />}
      w="11rem"
      value={i18n.language}
      onChange={(event) => void choose(event.currentTarget.value)}
      data={Object.entries(LANGUAGES).map(([value, { name }]) => ({ value, label: name }))}
    />
  )
}
