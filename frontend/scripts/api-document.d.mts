export function hasApiDocument(): boolean
/** The gateway's OpenAPI document, put together from its areas as the gateway does it. */
export function apiDocument(): Record<string, unknown>
