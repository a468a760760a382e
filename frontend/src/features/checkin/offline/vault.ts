import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type Sealed, newKey } from './seal'

/**
 * Where check-ins wait on this device. `site` is the organisation that they belong to: another one that
 * signs in on the same device neither sends nor counts them.
 */
export type Kept = Sealed & {
  id: string
  site: string
  order: number
  bytes: number
  /** Why the server would not have it; null while it waits. */
  refused: string | null
}

interface Stores extends DBSchema {
  keys: { key: string; value: CryptoKey }
  kept: { key: string; value: Kept; indexes: { site: string } }
}

const NAME = 'rollcall-kept'
const KEY = 'kept'

export type Vault = IDBPDatabase<Stores>

export const openVault = (): Promise<Vault> =>
  openDB<Stores>(NAME, 1, {
    upgrade(db) {
      db.createObjectStore('keys')
      db.createObjectStore('kept', { keyPath: 'id' }).createIndex('site', 'site')
    },
  })

/** The key of this device, made at its first use. */
export async function vaultKey(vault: Vault): Promise<CryptoKey> {
  const known = await vault.get('keys', KEY)
  if (known) return known
  const made = await newKey()
  const transaction = vault.transaction('keys', 'readwrite')
  // Another tab may have been first: the key that is there wins.
  const first = await transaction.store.get(KEY)
  if (!first) await transaction.store.put(made, KEY)
  await transaction.done
  return first ?? made
}

export const keptOf = async (vault: Vault, site: string): Promise<Kept[]> =>
  (await vault.getAllFromIndex('kept', 'site', site)).toSorted((a, b) => a.order - b.order)
