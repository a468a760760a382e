import { describe, expect, it } from 'vitest'
import { MAX_PICTURE_BYTES } from '@/config/limits'
import { faultWords, pictureFault } from './pictures'

const JPEG = [0xff, 0xd8, 0xff, 0xe0]
const file = (bytes: number[], size = bytes.length) => {
  const content = new Uint8Array(size)
  content.set(bytes)
  return new Blob([content])
}

describe('pictureFault', () => {
  it.each([
    ['jpeg', file(JPEG), null],
    ['png', file([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), null],
    ['webp', file([...Buffer.from('RIFF1234WEBPVP8 ')]), null],
    ['bmp', file([...Buffer.from('BM12345678')]), null],
    ['wav', file([...Buffer.from('RIFF1234WAVEfmt ')]), 'wrong_type'],
    ['textNamedJpg', file([...Buffer.from('hello')]), 'wrong_type'],
    ['svg', file([...Buffer.from('<svg xmlns')]), 'wrong_type'],
    ['emptyFile', file([]), 'empty'],
    ['exactlyTheLimit', file(JPEG, MAX_PICTURE_BYTES), null],
    ['oneByteTooMany', file(JPEG, MAX_PICTURE_BYTES + 1), 'too_large'],
  ] as const)('%s_is_judged', async (_, blob, fault) => {
    expect(await pictureFault(blob)).toBe(fault)
  })

  it('everyFault_namesTheFileAndTheRemedy', () => {
    for (const fault of ['empty', 'too_large', 'wrong_type'] as const) {
      expect(faultWords(fault, 'me.jpg')).toMatch(/^me\.jpg is .*Choose/)
    }
  })
})
