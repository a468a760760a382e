import { type APIRequestContext, request } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { emptyFrame, writeClip } from './clip'
import { type Cast, castOf } from './faces'
import { ground } from './ground'
import { launch, visit } from './site'
import { type Api, type Stage, apiOf, clearStage, stageFor } from './stage'

export const PIN = '2580'

export type Standing = {
  api: Api
  stage: Stage
  /** Films for the webcam. */
  clips: { person: string; stranger: string; empty: string }
  /** Pictures to choose. */
  files: { shots: string[]; crowd: string; friend: string; nobody: string }
}

/** Before the tests of a file: people of the cast in a group with an open session, and a kiosk with a PIN. */
export function standing(): Standing {
  const { path, write } = ground()
  const here = {} as Standing
  let caller: APIRequestContext

  const clipsOf = ({ person, stranger }: Cast, empty: Buffer): Standing['clips'] => {
    const last = person.at(-1)
    if (!last) throw new Error('the cast is too small')
    return {
      person: writeClip(path('person.mjpeg'), last),
      stranger: writeClip(path('stranger.mjpeg'), stranger),
      empty: writeClip(path('empty.mjpeg'), empty),
    }
  }
  const filesOf = ({ person, friend, crowd }: Cast, empty: Buffer): Standing['files'] => ({
    shots: person.slice(0, 3).map((jpeg, i) => write(`shot-${i}.jpg`, jpeg)),
    crowd: write('class-2a.jpg', crowd),
    friend: write('friend.jpg', friend[1] ?? empty),
    nobody: write('nobody.jpg', empty),
  })

  beforeAll(async () => {
    const drawing = await launch('absent')
    try {
      const { page } = await visit(drawing)
      const cast = await castOf(page)
      const empty = await emptyFrame(page)
      Object.assign(here, { clips: clipsOf(cast, empty), files: filesOf(cast, empty) })
      caller = await request.newContext({ ignoreHTTPSErrors: true })
      here.api = await apiOf(caller)
      here.stage = await stageFor(here.api, cast)
      await here.api('PATCH', '/settings', { kiosk: { pin: PIN } })
    } finally {
      await drawing.close()
    }
  })
  afterAll(async () => {
    await here.api('PATCH', '/settings', { kiosk: { pin: null } })
    await clearStage(here.api)
    await caller.dispose()
  })
  return here
}
