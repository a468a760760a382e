import type { Attempt } from '../api/check-attendance'

/** An attempt as it lies on the device: nobody reads a name or a face out of it without the key. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; content: ArrayBuffer }

const IV_BYTES = 12
const LENGTH_BYTES = 4

/** A key that can be used but never read, not even by this page: it stays in this browser's store. */
export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

const aad = (id: string) => new TextEncoder().encode(id)

/** Sealed under its own id: a sealed attempt that is moved to another id does not open. */
export async function seal(key: CryptoKey, attempt: Attempt): Promise<Sealed> {
  const { picture, ...rest } = attempt
  const facts = new TextEncoder().encode(JSON.stringify({ ...rest, type: picture.type }))
  const plain = new Uint8Array(LENGTH_BYTES + facts.length + picture.size)
  new DataView(plain.buffer).setUint32(0, facts.length)
  plain.set(facts, LENGTH_BYTES)
  plain.set(new Uint8Array(await picture.arrayBuffer()), LENGTH_BYTES + facts.length)
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const content = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: aad(attempt.id) },
    key,
    plain,
  )
  return { iv, content }
}

/** Rejects where the content, the id or the key is another one. */
export async function unseal(
  key: CryptoKey,
  id: string,
  { iv, content }: Sealed,
): Promise<Attempt> {
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv, additionalData: aad(id) },
    key,
    content,
  )
  const length = new DataView(plain).getUint32(0)
  const facts = JSON.parse(
    new TextDecoder().decode(new Uint8Array(plain, LENGTH_BYTES, length)),
  ) as Omit<Attempt, 'picture'> & { type: string }
  const { type, ...rest } = facts
  return { ...rest, picture: new Blob([plain.slice(LENGTH_BYTES + length)], { type }) }
}
