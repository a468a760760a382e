export function apiDocument(): unknown
