import { useLocalStorage } from '@mantine/hooks'

/** How this device checks people in; it stays on the device. */
export type Device = {
  automatic: boolean
  /** null: the open session that expects the person. */
  sessionId: string | null
  /** null: the site decides. */
  direction: 'in' | 'out' | null
  /** Shows the figures behind each decision beside it. */
  operator: boolean
}

const FIRST: Device = { automatic: true, sessionId: null, direction: null, operator: false }

export function useDevice() {
  const [device, setDevice] = useLocalStorage<Device>({
    key: 'rollcall-device',
    defaultValue: FIRST,
    getInitialValueInEffect: false,
  })
  const change = (changes: Partial<Device>) => setDevice({ ...FIRST, ...device, ...changes })
  return { device: { ...FIRST, ...device }, change }
}
