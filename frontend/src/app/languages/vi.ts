import { byRoom } from './by-room'

export const words = byRoom(
  import.meta.glob<object>(
    ['/src/app/words/vi.json', '/src/components/words/vi.json', '/src/features/*/words/vi.json'],
    { eager: true, import: 'default' },
  ),
)
