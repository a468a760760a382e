import { useEffect, useRef, useState } from 'react'
import { ActionIcon } from '@mantine/core'
import { IconMenu2, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation } from 'react-router'
import { Brand } from '@/components/Brand'
import classes from './AppLayout.module.css'
import { LazyLanguage } from './LazyLanguage'
import { Navigation } from './Navigation'
import { SchemeToggle } from './SchemeToggle'

/** The frame of every page: on a phone the navigation lies over the page until it is used. */
export function AppLayout() {
  const { t } = useTranslation('app')
  const [opened, setOpened] = useState(false)
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const navigation = useRef<HTMLElement>(null)
  const cameFrom = useRef(pathname)

  // After a change of page the keyboard and the screen reader start at its content.
  useEffect(() => {
    if (cameFrom.current === pathname) return
    cameFrom.current = pathname
    main.current?.focus()
    window.scrollTo(0, 0)
  }, [pathname])

  // On a low screen the list of pages scrolls: where one is stays in sight.
  useEffect(() => {
    const here = navigation.current?.querySelector('[aria-current=page]')
    here?.scrollIntoView({ block: 'nearest' })
  })

  useEffect(() => {
    if (!opened) return
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setOpened(false)
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [opened])

  const burgerLabel = opened ? t('menu.close') : t('menu.open')
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <header className={classes.header}>
        <div className={classes.group}>
          <ActionIcon
            className={classes.narrowOnly}
            onClick={() => setOpened(!opened)}
            aria-expanded={opened}
            aria-controls="navigation"
            aria-label={burgerLabel}
            title={burgerLabel}
          >
            {opened ? <IconX size={24} /> : <IconMenu2 size={24} />}
          </ActionIcon>
          <Brand />
        </div>
        <div className={classes.group}>
          <div className={classes.wideOnly}>
            <LazyLanguage />
          </div>
          <SchemeToggle />
        </div>
      </header>
      <nav
        id="navigation"
        ref={navigation}
        className={classes.navigation}
        data-opened={opened}
        aria-label={t('menu.pages')}
      >
        <Navigation pathname={pathname} onGo={() => setOpened(false)} />
      </nav>
      <main id="content" ref={main} tabIndex={-1} className={classes.main}>
        <div className={classes.content}>
          <Outlet />
        </div>
      </main>
    </div>
  )
}
