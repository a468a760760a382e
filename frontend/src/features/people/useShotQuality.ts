import { useQuery } from '@tanstack/react-query'
import { openFaceFinder } from '@/lib/face-finder/face-finder'
import { type ShotFault, shotFault } from '@/lib/shot-quality'

type ShotQuality = { fault: ShotFault | null }

async function judge(file: File): Promise<ShotQuality> {
  const finder = await openFaceFinder()
  return { fault: shotFault(await finder.find(file)) }
}

/** What this browser sees in a picture before it is sent; nothing where it cannot look. */
export const useShotQuality = (file: File) =>
  useQuery({
    queryKey: ['shot-quality', file.name, file.size, file.lastModified],
    queryFn: () => judge(file),
    networkMode: 'always',
    staleTime: Infinity,
    retry: false,
  })
