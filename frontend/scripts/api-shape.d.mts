export function shapeHash(document: unknown): string
