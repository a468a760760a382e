import { Button, Menu } from '@mantine/core'
import {
  IconDownload,
  IconFileTypeCsv,
  IconFileTypePdf,
  IconFileTypeXls,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '@/components/ProblemNotice'
import { api } from '@/lib/api-client'
import { saveFile } from '@/lib/save-file'
import { useMay } from '@/lib/session'

const FORMATS = [
  { format: 'csv', Icon: IconFileTypeCsv },
  { format: 'xlsx', Icon: IconFileTypeXls },
  { format: 'pdf', Icon: IconFileTypePdf },
] as const

type Query = Record<string, string | null | undefined>

/** What a list shows, all of it, as a file. Nothing where the user may not take files away. */
export function ExportMenu({ path, query }: { path: string; query: Query }) {
  const { t } = useTranslation()
  const may = useMay()
  const take = useMutation({
    mutationFn: (format: string) => api.download(path, { query: { ...query, format } }),
    onSuccess: saveFile,
  })
  if (!may('export')) return null
  return (
    <div>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={take.isPending}
          >
            {t('export.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map(({ format, Icon }) => (
            <Menu.Item
              key={format}
              leftSection={<Icon size={20} aria-hidden />}
              onClick={() => take.mutate(format)}
            >
              {t(`export.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {take.error && <ProblemNotice error={take.error} />}
    </div>
  )
}
