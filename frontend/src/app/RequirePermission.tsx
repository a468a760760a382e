import type { ReactNode } from 'react'
import { DeniedState } from '@/components/DeniedState'
import type { Permission } from '@/lib/permissions'
import { useMay } from '@/lib/session'

/** Says that a page is not for the user's role, where it would only meet refusals. */
export function RequirePermission({
  needs,
  children,
}: {
  needs: Permission | null
  children: ReactNode
}) {
  const may = useMay()
  return needs === null || may(needs) ? children : <DeniedState needs={needs} />
}
