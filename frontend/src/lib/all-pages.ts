const PAGE_SIZE = 200
/** Past this a list is no list to choose from any more: the page asks for a narrower one instead. */
const MAX_PAGES = 10

type Slice = { next_cursor: string | null }

/** Every page of a list that is short by nature: the groups of a site, the sessions of a month. */
export async function allPages<P extends Slice, Item>(
  fetchPage: (cursor: string | null, limit: number) => Promise<P>,
  itemsOf: (page: P) => readonly Item[],
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next one
    const slice: P = await fetchPage(cursor, PAGE_SIZE)
    items.push(...itemsOf(slice))
    cursor = slice.next_cursor
    if (!cursor) break
  }
  return items
}
