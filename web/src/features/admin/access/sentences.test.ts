import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/i18n'
import { formatOf } from '@/i18n/format'
import { sayDeputy, sayFields, sayReasons, sayView, type Access } from './sentences'

const access = (more: Partial<Access>): Access => ({
  user_id: '1',
  account_id: null,
  sees: null,
  reasons: [],
  role: 'kam',
  permissions: ['business_read'],
  accounts_in_view: 3,
  stands_in_for: [],
  classes: { public: 'write', commercial: 'write', margin: 'none', strategy: 'read', political: 'none', personal: 'none', private: 'none' },
  ...more,
})
const names = { person: 'Petar', of: (id: string) => ({ 2: 'Iva', 9: 'Metal grupa' })[id] ?? id }
const words = () => i18next.getFixedT(null, 'admin')

beforeAll(async () => {
  await startI18n('sr')
  await i18next.loadNamespaces('admin')
})

describe('what somebody sees, in words', () => {
  it('counts the accounts in view, or says that all are, or none', () => {
    expect(sayView(access({}), names, words())).toBe('Petar vidi 3 kupca: svoje, iz svojih grupa i one u čijem je timu.')
    expect(sayView(access({ accounts_in_view: null }), names, words())).toBe('Petar vidi sve kupce.')
    expect(sayView(access({ permissions: ['self'] }), names, words())).toMatch(/ne vidi nijednog kupca/)
  })

  it('names what is written, what is only read and what is kept from them', () => {
    expect(sayFields(access({}), names, words())).toEqual([
      'Petar čita i menja osnovne podatke i promet, cene i uslove.',
      'Petar samo čita planove i ciljeve.',
      'Petar ne vidi troškove i marže, uticaj i stavove ljudi, lične podatke i beleške za sebe.',
    ])
  })

  it('tells each reason, also as a deputy', () => {
    const reasons: Access['reasons'] = [
      { by: 'owner', as_deputy: false, person_id: '1', head_id: null, team_role: null, from_day: null, to_day: null },
      { by: 'group', as_deputy: true, person_id: '2', head_id: '9', team_role: null, from_day: null, to_day: null },
      { by: 'team', as_deputy: false, person_id: '1', head_id: null, team_role: 'service', from_day: '2026-03-07', to_day: null },
    ]
    const said = sayReasons(access({ account_id: '7', sees: true, reasons }), names, 'Gvožđar', words(), formatOf('sr'))
    expect(said).toEqual([
      'Petar vidi kupca Gvožđar:',
      'Petar vodi ovog kupca.',
      'Iva vodi grupu Metal grupa. Danas Petar zamenjuje: Iva.',
      'Petar je u timu ovog kupca (servis) od 7. 3. 2026.',
    ])
    expect(sayDeputy(access({ stands_in_for: ['2'] }), names, words())).toBe('Danas Petar zamenjuje: Iva.')
  })
})
