import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext, APIResponse, Page } from 'playwright-core'
import { type View, frameOf, rowOf } from './clip'
import { password, url } from './site'

/**
 * One person in several pictures, the last of which is for checking in; a friend in two; a stranger; a
 * picture with all three on it; and somebody who is not on it.
 */
export type Cast = {
  person: Buffer[]
  friend: Buffer[]
  stranger: Buffer
  crowd: Buffer
  absent: Buffer
}

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
  const friend = people.find(({ files, name }) => files.length >= 2 && name !== person?.name)
  const [strangerFile, absentFile] = people.flatMap(({ files: [file, other] }) =>
    file && !other ? [file] : [],
  )
  const last = person?.files[PICTURES_OF_ONE - 1]
  const [friendFile, otherFriendFile] = friend?.files ?? []
  if (!person || !last || !friendFile || !otherFriendFile || !strangerFile || !absentFile) {
    throw new Error(
      `${images} needs people with ${PICTURES_OF_ONE} pictures, with two, and two with one`,
    )
  }
  const frame = (file: string) => frameOf(page, { jpeg: readFileSync(file) })
  return {
    person: await Promise.all(person.files.slice(0, PICTURES_OF_ONE).map(frame)),
    friend: await Promise.all([friendFile, otherFriendFile].map(frame)),
    stranger: await frame(strangerFile),
    crowd: await rowOf(
      page,
      [last, otherFriendFile, strangerFile].map((file) => readFileSync(file)),
    ),
    absent: await frame(absentFile),
  }
}

/** Two people of one photograph are surely two; the other views of the first are the same shot, changed. */
async function castFromSamples(page: Page): Promise<Cast> {
  const samples = join(import.meta.dirname, '../../models/node_modules/@vladmandic/face-api/demo')
  const path = join(samples, 'sample1.jpg')
  const otherPath = join(samples, 'sample2.jpg')
  if (!existsSync(path)) {
    throw new Error(
      `No faces to play: set ROLLCALL_TEST_DATA, or run npm ci in models/ (it brings ${path})`,
    )
  }
  const jpeg = readFileSync(path)
  const [first, second, third] = await facesIn(page.request, jpeg)
  const other = readFileSync(otherPath)
  const [absent] = await facesIn(page.request, other)
  if (!absent) throw new Error(`The site finds no face in ${otherPath}`)
  if (!first || !second || !third)
    throw new Error(`The site finds fewer than three faces in ${path}`)
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
    friend: await Promise.all(
      [0, 3].map((degrees) => frameOf(page, { jpeg, crop: around(third), degrees })),
    ),
    stranger: await frameOf(page, { jpeg, crop: around(second), degrees: 27 }),
    crowd: jpeg,
    absent: await frameOf(page, { jpeg: other, crop: around(absent) }),
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
