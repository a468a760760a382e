import { expect, it } from 'vitest'
import { deviceWord } from './device'

it('deviceWord_knownBrowser_isTwoWords', () => {
  expect(
    deviceWord(
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
    ),
  ).toBe('Chrome · Android')
  expect(deviceWord('Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Mobile Safari/604.1')).toBe(
    'Safari · iOS',
  )
})

it('deviceWord_unknown_staysAsItIs', () => {
  expect(deviceWord('curl/8.5')).toBe('curl/8.5')
})
