import { setupServer } from 'msw/node'

/** The network of the tests. Each test says what answers: nothing does by default. */
export const server = setupServer()
