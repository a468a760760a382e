import { describe, expect, it } from 'vitest'
import { filterOf, searchOf } from './filter'

const TODAY = '2026-11-28'

describe('filterOf', () => {
  it('emptyAddress_isToday_andAll', () => {
    expect(filterOf(new URLSearchParams(), TODAY)).toMatchObject({
      from: TODAY,
      until: TODAY,
      status: null,
      reason: null,
    })
  })

  it('whatIsNoFilter_isLeftOut', () => {
    const search = new URLSearchParams('from=yesterday&status=MAYBE&reason=BORED')
    expect(filterOf(search, TODAY)).toMatchObject({ from: TODAY, status: null, reason: null })
  })

  it('writtenAndRead_isTheSame', () => {
    const filter = filterOf(
      new URLSearchParams('from=2026-11-01&status=INVALID&reason=SPOOF&group_id=g1'),
      TODAY,
    )
    expect(filterOf(searchOf(filter, TODAY), TODAY)).toEqual(filter)
  })
})
