import type { ApiProblem, ProblemKind } from './api-problem'

export type Words = { title: string; remedy: string }

const WORDS: Record<ProblemKind, Words> = {
  unreachable: {
    title: 'The server cannot be reached',
    remedy:
      'Check that Rollcall is running and that this device is on the network, then try again.',
  },
  signed_out: {
    title: 'Your session has ended',
    remedy: 'Sign in again to go on.',
  },
  wrong_credentials: {
    title: 'Wrong user name or password',
    remedy: 'Check both and try again. Capital and small letters differ.',
  },
  refused: {
    title: 'The server refused this',
    remedy: 'Load the page again from the address that you sign in at, then try again.',
  },
  not_found: {
    title: 'This is not here any more',
    remedy: 'It may have been deleted. Go back to the list.',
  },
  conflict: {
    title: 'This is taken already',
    remedy: 'Another entry has the same value. Change it and try again.',
  },
  too_large: {
    title: 'The picture is too large',
    remedy: 'Pictures up to 20 MB are read. Choose a smaller one or take it with the camera.',
  },
  wrong_type: {
    title: 'This file is not a picture that can be read',
    remedy: 'Choose a JPEG or PNG picture.',
  },
  unusable: {
    title: 'The server could not use this',
    remedy: 'Check what you entered and try again.',
  },
  busy: {
    title: 'The server is busy or restarting',
    remedy: 'Wait a few seconds and try again.',
  },
  failed: {
    title: 'Something went wrong',
    remedy: 'Try again. If it keeps happening, give the request number to whoever runs the server.',
  },
}

const ABOUT_THE_INPUT: ReadonlySet<ProblemKind> = new Set([
  'unusable',
  'conflict',
  'wrong_type',
  'too_large',
  'refused',
])

/** A title and what to do next; the server's own sentence wins over ours where it is about the input. */
export function problemWords(problem: ApiProblem): Words {
  const words = WORDS[problem.kind]
  if (!ABOUT_THE_INPUT.has(problem.kind)) return words
  return {
    title: (problem.kind === 'unusable' && problem.title) || words.title,
    remedy: problem.detail || words.remedy,
  }
}
