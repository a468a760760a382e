import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApiProblem } from '@/lib/api-problem'
import type { Attempt } from '../api/check-attendance'
import { OfflineQueue } from './queue'
import { newKey, seal, unseal } from './seal'
import { openVault } from './vault'

const anAttempt = (id: string): Attempt => ({
  id,
  picture: new Blob([`the face of ${id}`], { type: 'image/jpeg' }),
  sessionId: 's1',
  direction: 'in',
  capturedAt: '2026-03-09T08:00:00Z',
})

/** A server that hears attempts, and refuses with the given problem where there is one. */
function aServer() {
  const heard: string[] = []
  let problem: ApiProblem | null = null
  return {
    heard,
    refuse: (next: ApiProblem | null) => {
      problem = next
    },
    send: (attempt: Attempt) => {
      if (problem) return Promise.reject(problem)
      heard.push(attempt.id)
      return Promise.resolve()
    },
  }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('seal', () => {
  it('sealedAttempt_opensAsItWas', async () => {
    const key = await newKey()
    const attempt = anAttempt('a')
    const opened = await unseal(key, 'a', await seal(key, attempt))
    expect({ ...opened, picture: null }).toEqual({ ...attempt, picture: null })
    expect(await opened.picture.text()).toBe('the face of a')
    expect(opened.picture.type).toBe('image/jpeg')
  })

  it('underAnotherId_orAnotherKey_itStaysShut', async () => {
    const key = await newKey()
    const sealed = await seal(key, anAttempt('a'))
    await expect(unseal(key, 'b', sealed)).rejects.toBeInstanceOf(Error)
    await expect(unseal(await newKey(), 'a', sealed)).rejects.toBeInstanceOf(Error)
  })

  it('key_cannotBeRead', async () => {
    await expect(crypto.subtle.exportKey('raw', await newKey())).rejects.toBeInstanceOf(Error)
  })

  it('store_holdsNothingReadable', async () => {
    const queue = new OfflineQueue('o1', aServer().send)
    await queue.keep(anAttempt('a'))
    const [kept] = await (await openVault()).getAll('kept')
    const bytes = new TextDecoder('latin1').decode(kept?.content)
    expect(bytes).not.toContain('the face')
    expect(bytes).not.toContain('2026-03-09')
  })
})

describe('OfflineQueue', () => {
  it('keptAttempts_areSentInTheirOrder_andGo', async () => {
    const server = aServer()
    const queue = new OfflineQueue('o1', server.send)
    for (const id of ['c', 'a', 'b']) {
      // oxlint-disable-next-line no-await-in-loop -- their order is the point
      await queue.keep(anAttempt(id))
    }
    expect(queue.snapshot().waiting).toBe(3)
    expect(await queue.sendAll()).toEqual({ sent: 3, stopped: 'done' })
    expect(server.heard).toEqual(['c', 'a', 'b'])
    expect(queue.snapshot()).toEqual({ waiting: 0, refused: 0, sending: false, full: false })
  })

  it('networkStillGone_keepsEverything', async () => {
    const server = aServer()
    const queue = new OfflineQueue('o1', server.send)
    await queue.keep(anAttempt('a'))
    server.refuse(new ApiProblem(0))
    expect(await queue.sendAll()).toEqual({ sent: 0, stopped: 'unreachable' })
    expect(queue.snapshot().waiting).toBe(1)
  })

  it('sessionEnded_keepsEverything_andSaysWhy', async () => {
    const server = aServer()
    const queue = new OfflineQueue('o1', server.send)
    await queue.keep(anAttempt('a'))
    server.refuse(new ApiProblem(401))
    expect((await queue.sendAll()).stopped).toBe('signed_out')
    expect(queue.snapshot().waiting).toBe(1)
  })

  it('refusedAttempt_staysUntilItIsDropped_andHoldsNobodyUp', async () => {
    const server = aServer()
    const queue = new OfflineQueue('o1', server.send)
    await queue.keep(anAttempt('a'))
    server.refuse(new ApiProblem(422))
    await queue.sendAll()
    expect(queue.snapshot()).toMatchObject({ waiting: 0, refused: 1 })
    server.refuse(null)
    await queue.keep(anAttempt('b'))
    await queue.sendAll()
    expect(server.heard).toEqual(['b'])
    await queue.dropRefused()
    expect(queue.snapshot().refused).toBe(0)
  })

  it('anotherOrganisation_neitherSeesNorSendsThem', async () => {
    const server = aServer()
    await new OfflineQueue('o1', server.send).keep(anAttempt('a'))
    const other = new OfflineQueue('o2', server.send)
    await other.refresh()
    expect(other.snapshot().waiting).toBe(0)
    await other.sendAll()
    expect(server.heard).toEqual([])
  })

  it('pageThatIsLoadedAgain_findsWhatWaits', async () => {
    const server = aServer()
    await new OfflineQueue('o1', server.send).keep(anAttempt('a'))
    const later = new OfflineQueue('o1', server.send)
    await later.refresh()
    expect(later.snapshot().waiting).toBe(1)
    await later.sendAll()
    expect(server.heard).toEqual(['a'])
  })

  it('fullQueue_takesNoMore_andSaysSo', async () => {
    const queue = new OfflineQueue('o1', aServer().send, 2)
    await queue.keep(anAttempt('a'))
    await queue.keep(anAttempt('b'))
    expect(await queue.keep(anAttempt('one more'))).toBe(false)
    expect(queue.snapshot()).toMatchObject({ waiting: 2, full: true })
  })
})
