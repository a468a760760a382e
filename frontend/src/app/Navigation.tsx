import { UnstyledButton } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useLogout } from '@/features/session/api/logout'
import { useMay, useMe } from '@/lib/session'
import classes from './AppLayout.module.css'
import { LazyLanguage } from './LazyLanguage'
import { PLACES, SECTIONS, placeAt } from './places'

/** The places that the user may be at, by section; at the foot who is signed in, and the way out. */
export function Navigation({ pathname, onGo }: { pathname: string; onGo: () => void }) {
  const { t } = useTranslation('app')
  const me = useMe()
  const may = useMay()
  const logout = useLogout()
  const here = placeAt(pathname)
  const shown = PLACES.filter(
    ({ path, section, needs, shows = () => true }) =>
      section &&
      (needs === null || may(needs)) &&
      me !== null &&
      shows(me) &&
      (!me.must_change_password || path === '/account'),
  )
  return (
    <>
      <div className={classes.places}>
        {SECTIONS.map((section) => {
          const places = shown.filter((place) => place.section === section)
          if (places.length === 0) return null
          return (
            <section key={section} className={classes.section}>
              <h2 className={classes.sectionTitle}>{t(`section.${section}`)}</h2>
              <ul>
                {places.map(({ path, word, Icon }) => (
                  <li key={path}>
                    <Link
                      to={path}
                      onClick={onGo}
                      className={classes.place}
                      aria-current={here?.path === path ? 'page' : undefined}
                    >
                      {Icon && <Icon size={20} stroke={1.6} aria-hidden />}
                      {word ? t(word) : path}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      <div className={classes.foot}>
        <div className={classes.narrowOnly}>
          <LazyLanguage />
        </div>
        <UnstyledButton
          className={classes.place}
          disabled={logout.isPending}
          onClick={() => logout.mutate()}
        >
          <IconLogout size={20} stroke={1.6} className="flips" aria-hidden />
          <span>
            {t('sign_out')}
            {me && (
              <span className={classes.who}>
                <bdi>{me.username}</bdi> · {t(`role.${me.role}`)}
              </span>
            )}
          </span>
        </UnstyledButton>
      </div>
    </>
  )
}
