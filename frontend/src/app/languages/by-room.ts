import type { Words } from '@/lib/i18n'

/** src/features/people/words/en.json holds the words of `people`; those of components are `common`. */
export function byRoom(files: Record<string, object>): Words {
  return Object.fromEntries(
    Object.entries(files).map(([path, words]) => {
      const room = path.split('/').at(-3) ?? ''
      return [room === 'components' ? 'common' : room, words]
    }),
  )
}
