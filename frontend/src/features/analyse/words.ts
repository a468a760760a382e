export const TITLE = 'Analyse'
export const LEAD = 'Age, gender and emotion of every face in a picture. Nothing is stored.'
export const PICTURE = 'The picture that was analysed'
export const WORKING = 'Looking at the picture …'
export const NOBODY = {
  title: 'No face found',
  lead: 'Choose a picture that shows a face clearly.',
}
export const faceCount = (n: number) => (n === 1 ? '1 face' : `${n} faces`)
export const faceNumber = (n: number) => `Face ${n}`
export const JSON_TITLE = 'The answer as JSON'
export const score = (words: string) => `score ${words}`
