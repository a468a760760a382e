export const TITLE = 'Sign in'
export const LEAD = 'Attendance by face'
export const USERNAME = 'User name'
export const PASSWORD = 'Password'
export const SUBMIT = 'Sign in'
export const FIRST_LOGIN =
  'First time? The user is “admin”; the terminal that started Rollcall shows its password once.'
export const ENDED = { title: 'Your session has ended', remedy: 'Sign in again to go on.' }
export const LEFT = { title: 'You are signed out', remedy: 'See you next time.' }
