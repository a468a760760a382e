import { asApiProblem } from './api-problem'
import { problemWords } from './problem-words'

type Toast = { tone: 'done' | 'failed'; title: string | null; message: string }

type Show = (toast: Toast) => void

let waiting: Toast[] = []
let shelf: Show | null = null
let listener: (() => void) | null = null

function show(toast: Toast) {
  if (shelf) return shelf(toast)
  waiting.push(toast)
  listener?.()
}

/** Called once something must be shown and nothing shows toasts yet. */
export function onFirstToast(callback: () => void): () => void {
  listener = callback
  if (waiting.length > 0) callback()
  return () => {
    listener = null
  }
}

/** The part that draws toasts; it is handed those that came before it. */
export function attachShelf(draw: Show): () => void {
  shelf = draw
  for (const toast of waiting) draw(toast)
  waiting = []
  return () => {
    shelf = null
  }
}

/** Words that pass by, read out where they appear. What needs an answer stands in the page instead. */
export const toast = {
  done: (message: string) => show({ tone: 'done', title: null, message }),
  failed: (error: unknown) => {
    const { title, remedy } = problemWords(asApiProblem(error))
    show({ tone: 'failed', title, message: remedy })
  },
}
