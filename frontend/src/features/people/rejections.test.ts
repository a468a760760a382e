import { expect, it } from 'vitest'
import { ApiProblem } from '@/lib/api-problem'
import { rejectionsOfProblem } from './rejections'

it('problemFields_pointAtTheShots', () => {
  const problem = new ApiProblem(422, {
    errors: [
      { field: 'images[0]', code: 'no_face', detail: 'No face.' },
      { field: 'name', code: 'missing', detail: 'A name.' },
      { field: 'images[12]', code: 'image_corrupt', detail: 'Damaged.' },
    ],
  })
  expect([...rejectionsOfProblem(problem)]).toEqual([
    [0, 'No face.'],
    [12, 'Damaged.'],
  ])
})
