import { Suspense, lazy } from 'react'
import classes from './AppLayout.module.css'

const LanguageSelect = lazy(async () => ({
  default: (await import('@/components/LanguageSelect')).LanguageSelect,
}))

/** The choice of a language, fetched after the first page; its place is kept free until then. */
export function LazyLanguage() {
  return (
    <Suspense fallback={<div className={classes.language} />}>
      <LanguageSelect />
    </Suspense>
  )
}
