/* Whether somebody can sign in, in a word. */
import { useTranslation } from 'react-i18next'
import { Mark, type Tone } from '../pieces/Mark'
import { type PersonState } from './people'

const TONES: Record<PersonState, Tone> = { active: 'good', disabled: 'bad', no_sign_in: 'quiet', invited: 'accent', no_password: 'warn' }

export function PersonBadge({ state }: { state: PersonState }) {
  const { t } = useTranslation('admin')

  return <Mark tone={TONES[state]}>{t(`people.states.${state}`)}</Mark>
}
