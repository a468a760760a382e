import { useEffect, useRef } from 'react'
import { AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink as RouterLink, Outlet, useLocation } from 'react-router'
import { Brand } from '@/components/Brand'
import { LanguageSelect } from '@/components/LanguageSelect'
import { useLogout } from '@/features/session/api/logout'
import { useMay, useMe } from '@/lib/session'
import classes from './AppLayout.module.css'
import { PLACES, SECTIONS, placeAt } from './places'
import { SchemeToggle } from './SchemeToggle'

export function AppLayout() {
  const { t } = useTranslation('app')
  const [opened, { toggle, close }] = useDisclosure()
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const cameFrom = useRef(pathname)

  // After a change of page the keyboard and the screen reader start at its content.
  useEffect(() => {
    if (cameFrom.current === pathname) return
    cameFrom.current = pathname
    main.current?.focus()
  }, [pathname])

  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Group gap="xs" wrap="nowrap">
          <Burger
            hiddenFrom="sm"
            opened={opened}
            onClick={toggle}
            size="md"
            className={classes.burger}
            aria-label={opened ? t('menu.close') : t('menu.open')}
          />
          <Brand />
        </Group>
        <Group gap="xs" wrap="nowrap">
          <div className={classes.wideOnly}>
            <LanguageSelect />
          </div>
          <SchemeToggle />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label={t('menu.pages')}>
        <Navigation pathname={pathname} onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" ref={main} tabIndex={-1}>
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  )
}

function Navigation({ pathname, onGo }: { pathname: string; onGo: () => void }) {
  const { t } = useTranslation('app')
  const me = useMe()
  const may = useMay()
  const logout = useLogout()
  const here = placeAt(pathname)
  const shown = PLACES.filter(({ section, needs }) => section && (needs === null || may(needs)))
  return (
    <>
      <AppShell.Section grow component={ScrollArea} p="sm">
        {SECTIONS.map((section) => {
          const places = shown.filter((place) => place.section === section)
          if (places.length === 0) return null
          return (
            <section key={section} className={classes.section} aria-label={t(`section.${section}`)}>
              <Text className={classes.sectionTitle} aria-hidden>
                {t(`section.${section}`)}
              </Text>
              {places.map(({ path, word, Icon }) => (
                <NavLink
                  key={path}
                  component={RouterLink}
                  to={path}
                  end
                  label={word ? t(word) : path}
                  leftSection={Icon && <Icon size={20} stroke={1.6} aria-hidden />}
                  active={here?.path === path}
                  aria-current={here?.path === path ? 'page' : undefined}
                  onClick={onGo}
                  className={classes.place}
                />
              ))}
            </section>
          )
        })}
      </AppShell.Section>
      <AppShell.Section p="sm" className={classes.foot}>
        <div className={classes.narrowOnly}>
          <LanguageSelect />
        </div>
        <NavLink
          component="button"
          type="button"
          label={t('sign_out')}
          description={me ? `${me.username} · ${t(`role.${me.role}`)}` : undefined}
          leftSection={<IconLogout size={20} stroke={1.6} aria-hidden />}
          disabled={logout.isPending}
          onClick={() => logout.mutate()}
          className={classes.place}
        />
      </AppShell.Section>
    </>
  )
}
