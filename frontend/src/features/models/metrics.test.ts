import { describe, expect, it } from 'vitest'
import { figureWord, metricWord } from './metrics'

describe('figures of a network', () => {
  it('rateInTheName_isSaidInWords', () => {
    expect(metricWord({ metric: 'tar_at_far_1e-4' })).toContain('one stranger in 10,000')
    expect(metricWord({ metric: 'distance_at_far_1e-6' })).toContain('one stranger in 1,000,000')
  })

  it('shares_arePercent_withTheirDigits', () => {
    expect(figureWord({ metric: 'lfw_accuracy', value: 0.9927 })).toBe('99.3%')
    expect(figureWord({ metric: 'far_at_threshold', value: 1e-4 })).toBe('0.01%')
    expect(figureWord({ metric: 'age_mae', value: 5.12 })).toBe('5.12')
  })

  it('unknownMetric_hasNoWords_andItsValueAsItIs', () => {
    expect(metricWord({ metric: 'yaw_error' })).toBeNull()
    expect(figureWord({ metric: 'yaw_error', value: 2.9 })).toBe('2.9')
  })
})
