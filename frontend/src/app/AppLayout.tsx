import { useEffect, useRef } from 'react'
import { AppShell, Burger, Group, NavLink } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconCalendarCheck,
  IconFaceId,
  IconLogout,
  IconMoodSearch,
  IconSettings,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react'
import { NavLink as RouterLink, Outlet, useLocation } from 'react-router'
import { Brand } from '@/components/Brand'
import { useLogout } from '@/features/session/api/logout'
import { useSession } from '@/features/session/api/session'
import classes from './AppLayout.module.css'
import { SchemeToggle } from './SchemeToggle'

const PLACES = [
  { to: '/', label: 'Check in', Icon: IconFaceId },
  { to: '/people/new', label: 'Add a person', Icon: IconUserPlus },
  { to: '/people', label: 'People', Icon: IconUsers },
  { to: '/records', label: 'Attendance', Icon: IconCalendarCheck },
  { to: '/analyse', label: 'Analyse', Icon: IconMoodSearch },
  { to: '/settings', label: 'Settings', Icon: IconSettings },
]

/** A person's own page is one of People's; adding one has a place of its own. */
const isAt = (to: string, pathname: string) =>
  pathname === to ||
  (to === '/people' && pathname.startsWith('/people/') && pathname !== '/people/new')

export function AppLayout() {
  const [opened, { toggle, close }] = useDisclosure()
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  const cameFrom = useRef(pathname)
  const session = useSession()
  const logout = useLogout()

  // After a change of page the keyboard and the screen reader start at its content.
  useEffect(() => {
    if (cameFrom.current === pathname) return
    cameFrom.current = pathname
    main.current?.focus()
  }, [pathname])

  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a href="#content" className={classes.skip}>
        Skip to the content
      </a>
      <AppShell.Header className={classes.header}>
        <Group gap="xs" wrap="nowrap">
          <Burger
            hiddenFrom="sm"
            opened={opened}
            onClick={toggle}
            size="md"
            className={classes.burger}
            aria-label={opened ? 'Close the menu' : 'Open the menu'}
          />
          <Brand />
        </Group>
        <SchemeToggle />
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label="Pages">
        <AppShell.Section grow>
          {PLACES.map(({ to, label, Icon }) => (
            <NavLink
              key={to}
              component={RouterLink}
              to={to}
              end
              label={label}
              leftSection={<Icon size={22} stroke={1.6} aria-hidden />}
              active={isAt(to, pathname)}
              onClick={close}
              className={classes.place}
            />
          ))}
        </AppShell.Section>
        <AppShell.Section>
          <NavLink
            component="button"
            type="button"
            label="Sign out"
            description={session.data?.state === 'in' ? session.data.me.username : undefined}
            leftSection={<IconLogout size={22} stroke={1.6} aria-hidden />}
            disabled={logout.isPending}
            onClick={() => logout.mutate()}
            className={classes.place}
          />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" ref={main} tabIndex={-1}>
        <div className={classes.content}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  )
}
