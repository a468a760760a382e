import { describe, expect, it } from 'vitest'
import { cameraFault } from './camera'

describe('cameraFault', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['SomethingNew', 'failed'],
  ] as const)('%s_is_%s', (name, fault) => {
    expect(cameraFault(new DOMException('', name))).toBe(fault)
  })

  it('noError_isFailed', () => {
    expect(cameraFault(undefined)).toBe('failed')
  })
})
