import { MAX_PICTURE_BYTES } from '@/config/limits'
import { t } from './i18n'

/** What the file chooser offers; the server reads the content, not the name. */
export const PICTURE_TYPES = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/bmp': ['.bmp'],
}

type PictureFault = 'empty' | 'too_large' | 'wrong_type'

const HEAD_BYTES = 12

/** The first bytes of JPEG, PNG, WebP and BMP; null where any byte may stand. */
const SIGNATURES: readonly (readonly (number | null)[])[] = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
  [0x42, 0x4d],
]

/** What is wrong with a chosen file, judged by its size and first bytes; null where nothing is. */
export async function pictureFault(file: Blob): Promise<PictureFault | null> {
  if (file.size === 0) return 'empty'
  if (file.size > MAX_PICTURE_BYTES) return 'too_large'
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const known = SIGNATURES.some((signature) =>
    signature.every((byte, i) => byte === null || head[i] === byte),
  )
  return known ? null : 'wrong_type'
}

export const faultWords = (fault: PictureFault, name: string) =>
  t(`picture.fault.${fault}`, { name })
