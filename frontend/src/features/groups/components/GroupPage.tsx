import { Tabs } from '@mantine/core'
import { IconCalendarOff, IconCalendarRepeat, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { BackLink } from '@/components/BackLink'
import { Page } from '@/components/Page'
import { QueryView } from '@/components/QueryView'
import { TabList } from '@/components/TabList'
import { inARow, whole } from '@/lib/format'
import { useMay } from '@/lib/session'
import { useGroup } from '../api/group'
import { termWords } from '../term'
import { GroupActions } from './GroupActions'
import { HolidaysTab } from './HolidaysTab'
import { MembersTab } from './MembersTab'
import { SchedulesTab } from './SchedulesTab'

export function GroupPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('groups')
  const may = useMay()
  const group = useGroup(id)
  const [search, setSearch] = useSearchParams()
  const part = search.get('part') ?? 'members'
  const it = group.data?.value
  const lead = it && inARow([t(`kind.${it.kind}`), termWords(it), it.time_zone])

  return (
    <Page
      title={it?.name ?? t('one')}
      {...(lead ? { lead } : {})}
      actions={group.data && may('groups.write') && <GroupActions group={group.data} />}
    >
      <BackLink to="/groups">{t('all')}</BackLink>
      <QueryView query={group}>
        {({ value }) => (
          <Tabs
            value={part}
            onChange={(next) => setSearch(next ? { part: next } : {}, { replace: true })}
            keepMounted={false}
          >
            <TabList chosen={part}>
              <Tabs.Tab value="members" leftSection={<IconUsers size={18} aria-hidden />}>
                {t('members.title')} ({whole(value.members)})
              </Tabs.Tab>
              {may('sessions.read') && (
                <Tabs.Tab
                  value="schedules"
                  leftSection={<IconCalendarRepeat size={18} aria-hidden />}
                >
                  {t('schedules.title')}
                </Tabs.Tab>
              )}
              {may('sessions.read') && (
                <Tabs.Tab value="holidays" leftSection={<IconCalendarOff size={18} aria-hidden />}>
                  {t('holidays.title')}
                </Tabs.Tab>
              )}
            </TabList>
            <Tabs.Panel value="members">
              <MembersTab group={value} />
            </Tabs.Panel>
            <Tabs.Panel value="schedules">
              <SchedulesTab group={value} />
            </Tabs.Panel>
            <Tabs.Panel value="holidays">
              <HolidaysTab group={value} />
            </Tabs.Panel>
          </Tabs>
        )}
      </QueryView>
    </Page>
  )
}
