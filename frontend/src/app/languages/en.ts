import { byRoom } from './by-room'

export const words = byRoom(
  import.meta.glob<object>(
    ['/src/app/words/en.json', '/src/components/words/en.json', '/src/features/*/words/en.json'],
    { eager: true, import: 'default' },
  ),
)
