import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from 'react-router'
import classes from './BackLink.module.css'

/** To the list that a page belongs to. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Button
      component={Link}
      to={to}
      variant="subtle"
      px="xs"
      className={classes.back}
      leftSection={<IconArrowLeft size={18} aria-hidden className={classes.arrow} />}
    >
      {children}
    </Button>
  )
}
