import type { Language, WordFile } from '@/lib/i18n'

const files = import.meta.glob<object>(
  ['/src/app/words/*.json', '/src/components/words/*.json', '/src/features/*/words/*.json'],
  { import: 'default' },
)

const folderOf = (room: string) =>
  ({ app: '/src/app', common: '/src/components' })[room] ?? `/src/features/${room}`

/** Every room that has words: src/features/people/words/ is `people`, that of components is `common`. */
export const ROOMS = [
  ...new Set(
    Object.keys(files).map((path) => {
      const room = path.split('/').at(-3) ?? ''
      return room === 'components' ? 'common' : room
    }),
  ),
]

/** One small file a room and a language, fetched when a page of the room is first shown. */
export const wordFile: WordFile = (language: Language, room: string) => {
  const file = files[`${folderOf(room)}/words/${language}.json`]
  if (!file) throw new Error(`There are no words of ${room} in ${language}`)
  return file()
}
