import { byRoom } from './by-room'

export const words = byRoom(
  import.meta.glob<object>(
    ['/src/app/words/ar.json', '/src/components/words/ar.json', '/src/features/*/words/ar.json'],
    { eager: true, import: 'default' },
  ),
)
