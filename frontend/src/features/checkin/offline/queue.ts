import { ApiProblem } from '@/lib/api-problem'
import type { Attempt } from '../api/check-attendance'
import { seal, unseal } from './seal'
import { type Kept, type Vault, keptOf, openVault, vaultKey } from './vault'

/** So that a week without the network fills neither the device nor the server. */
const MAX_KEPT = 300
const MAX_BYTES = 80 * 1024 * 1024

type QueueState = { waiting: number; refused: number; sending: boolean; full: boolean }
type SendResult = { sent: number; stopped: 'done' | 'unreachable' | 'signed_out' }

const EMPTY: QueueState = { waiting: 0, refused: 0, sending: false, full: false }

/** Where it does not help to go on: the next one would meet the same. */
const STOPS: Partial<Record<ApiProblem['kind'], SendResult['stopped']>> = {
  unreachable: 'unreachable',
  busy: 'unreachable',
  // The same attempt is being answered at this moment, to a call that we gave up.
  conflict: 'unreachable',
  too_many: 'unreachable',
  failed: 'unreachable',
  signed_out: 'signed_out',
  refused: 'signed_out',
}

/**
 * Check-ins that wait for the network: encrypted, bounded, sent in the order they were taken and, by their
 * idempotency keys, counted once however often they are sent. One that the server will not have stays, marked
 * as refused, until somebody lets it go.
 *
 * One queue a page; tabs share the store and take turns at sending.
 */
export class OfflineQueue {
  private state = EMPTY
  private readonly listeners = new Set<() => void>()
  private vault: Promise<Vault> | null = null

  constructor(
    private readonly site: string,
    private readonly send: (attempt: Attempt) => Promise<unknown>,
    private readonly most = MAX_KEPT,
  ) {}

  /** False where this browser has neither a store nor its cryptography (an address without https). */
  static isPossible(): boolean {
    return 'indexedDB' in globalThis && globalThis.crypto?.subtle !== undefined
  }

  snapshot = (): QueueState => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Looks at the store again: after the start, and when another tab may have changed it. */
  async refresh(): Promise<void> {
    this.count(await keptOf(await this.open(), this.site))
  }

  /** False where the queue is full: then the person must be told that nothing was kept. */
  async keep(attempt: Attempt): Promise<boolean> {
    const vault = await this.open()
    const kept = await keptOf(vault, this.site)
    const bytes = kept.reduce((sum, one) => sum + one.bytes, 0)
    if (kept.length >= this.most || bytes + attempt.picture.size > MAX_BYTES) {
      this.count(kept)
      return false
    }
    const sealed = await seal(await vaultKey(vault), attempt)
    await vault.put('kept', {
      ...sealed,
      id: attempt.id,
      site: this.site,
      order: Math.max(0, ...kept.map(({ order }) => order)) + 1,
      bytes: attempt.picture.size,
      refused: null,
    })
    await this.refresh()
    return true
  }

  /** Sends what waits, oldest first, until the network or the session is gone again. */
  async sendAll(): Promise<SendResult> {
    if (this.state.sending) return { sent: 0, stopped: 'done' }
    this.change({ sending: true })
    try {
      return await inTurn(() => this.sendEach())
    } finally {
      this.change({ sending: false })
      await this.refresh()
    }
  }

  /** Lets go of what the server would not have. */
  async dropRefused(): Promise<void> {
    const vault = await this.open()
    const refused = (await keptOf(vault, this.site)).filter((one) => one.refused !== null)
    await Promise.all(refused.map(({ id }) => vault.delete('kept', id)))
    await this.refresh()
  }

  private async sendEach(): Promise<SendResult> {
    const vault = await this.open()
    const key = await vaultKey(vault)
    const waiting = (await keptOf(vault, this.site)).filter(({ refused }) => refused === null)
    let sent = 0
    for (const one of waiting) {
      // oxlint-disable-next-line no-await-in-loop -- in their order, one at a time
      const stopped = await this.sendOne(vault, key, one)
      if (stopped) return { sent, stopped }
      sent += 1
      // oxlint-disable-next-line no-await-in-loop
      await this.refresh()
    }
    return { sent, stopped: 'done' }
  }

  private async sendOne(
    vault: Vault,
    key: CryptoKey,
    one: Kept,
  ): Promise<SendResult['stopped'] | null> {
    try {
      await this.send(await unseal(key, one.id, one))
      await vault.delete('kept', one.id)
      return null
    } catch (error) {
      const stops = error instanceof ApiProblem ? STOPS[error.kind] : undefined
      if (stops) return stops
      const why = error instanceof ApiProblem ? error.code || error.kind : 'unreadable'
      await vault.put('kept', { ...one, refused: why })
      return null
    }
  }

  private open(): Promise<Vault> {
    this.vault ??= openVault()
    return this.vault
  }

  private count(kept: readonly Kept[]) {
    const refused = kept.filter((one) => one.refused !== null).length
    this.change({
      waiting: kept.length - refused,
      refused,
      full: kept.length >= this.most,
    })
  }

  private change(changes: Partial<QueueState>) {
    this.state = { ...this.state, ...changes }
    for (const listener of this.listeners) listener()
  }
}

/** Tabs of one browser take turns, where it knows locks; without, the idempotency keys hold. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
  (navigator.locks as LockManager | null | undefined)
    ? navigator.locks.request('rollcall-send-kept', work)
    : work()
