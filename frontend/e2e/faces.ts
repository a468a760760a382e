import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext, APIResponse, Page } from 'playwright-core'
import { type View, frameOf } from './clip'
import { password, url } from './site'

/** One person in several pictures, the last of which is for checking in, and one stranger. */
export type Cast = { person: Buffer[]; stranger: Buffer }

const PICTURES_OF_ONE = 4

/**
 * Real faces: from the folder of test data, where it is given, else cut from the sample photographs of the
 * face-api package that the models are made of. They exist only while the test runs.
 */
export async function castOf(page: Page): Promise<Cast> {
  const data = process.env.ROLLCALL_TEST_DATA
  const images = data ? join(data, 'lfw', 'images') : ''
  return existsSync(images) ? castFromFolders(page, images) : castFromSamples(page)
}

async function castFromFolders(page: Page, images: string): Promise<Cast> {
  const people = readdirSync(images)
    .toSorted()
    .map((name) => ({
      name,
      files: readdirSync(join(images, name))
        .filter((file) => /\.jpe?g$/i.test(file))
        .toSorted()
        .map((file) => join(images, name, file)),
    }))
  const person = people.find(({ files }) => files.length >= PICTURES_OF_ONE)
  const stranger = people.find(({ files, name }) => files.length === 1 && name !== person?.name)
  const strangerFile = stranger?.files[0]
  if (!person || !strangerFile) {
    throw new Error(`${images} needs a person with ${PICTURES_OF_ONE} pictures and one with one`)
  }
  const frame = (file: string) => frameOf(page, { jpeg: readFileSync(file) })
  return {
    person: await Promise.all(person.files.slice(0, PICTURES_OF_ONE).map(frame)),
    stranger: await frame(strangerFile),
  }
}

/** Two people of one photograph are surely two; the other views of the first are the same shot, changed. */
async function castFromSamples(page: Page): Promise<Cast> {
  const samples = join(import.meta.dirname, '../../models/node_modules/@vladmandic/face-api/demo')
  const path = join(samples, 'sample1.jpg')
  if (!existsSync(path)) {
    throw new Error(
      `No faces to play: set ROLLCALL_TEST_DATA, or run npm ci in models/ (it brings ${path})`,
    )
  }
  const jpeg = readFileSync(path)
  const [first, second] = await facesIn(page.request, jpeg)
  if (!first || !second) throw new Error(`The site finds fewer than two faces in ${path}`)
  // Both tilt their heads; a camera that looks for upright faces asks them not to.
  const upright = -38
  const changes: Omit<View, 'jpeg' | 'crop'>[] = [
    { degrees: upright },
    { degrees: upright, brightness: 0.85 },
    { degrees: upright + 4 },
    { degrees: upright - 3, brightness: 1.12 },
  ]
  return {
    person: await Promise.all(
      changes.map((change) => frameOf(page, { jpeg, crop: around(first), ...change })),
    ),
    stranger: await frameOf(page, { jpeg, crop: around(second), degrees: 27 }),
  }
}

type Box = { x_min: number; y_min: number; x_max: number; y_max: number }

function around(box: Box) {
  const side = Math.max(box.x_max - box.x_min, box.y_max - box.y_min) * 1.9
  return {
    x: (box.x_min + box.x_max - side) / 2,
    y: (box.y_min + box.y_max - side) / 2,
    width: side,
    height: side,
  }
}

/** The boxes of the faces in a picture, largest first, as the site itself finds them. */
async function facesIn(request: APIRequestContext, jpeg: Buffer): Promise<Box[]> {
  const session = await answered<{ token: string }>(
    request.post(`${url}/api/v1/login`, { data: { username: 'admin', password } }),
  )
  const found = await answered<{ faces: { box: Box }[] }>(
    request.post(`${url}/api/v1/detect-faces`, {
      headers: { authorization: `Bearer ${session.token}` },
      multipart: { media: { name: 'sample.jpg', mimeType: 'image/jpeg', buffer: jpeg } },
    }),
  )
  return found.faces.map(({ box }) => box)
}

async function answered<T>(call: Promise<APIResponse>): Promise<T> {
  const response = await call
  if (!response.ok()) {
    throw new Error(`${response.url()}: ${response.status()} ${await response.text()}`)
  }
  return (await response.json()) as T
}
