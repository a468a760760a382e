import { type ReactNode, useEffect, useRef } from 'react'
import { Tabs } from '@mantine/core'

/** The tabs of a page. Where they do not fit they scroll sideways, and the chosen one is brought into view. */
export function TabList({ chosen, children }: { chosen: string; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const tab = list.current?.querySelector(`[role=tab][id$='-tab-${chosen}']`)
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  return (
    <Tabs.List ref={list} mb="md">
      {children}
    </Tabs.List>
  )
}
