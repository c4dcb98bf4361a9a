/* In which places an account is how often, over all draws of weights and errors: a bar a place, and the most frequent in words. */
import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { placesOf } from './certainty'
import classes from './selection.module.css'
import { type Candidate } from './selection'
import { writeShare } from './words'

export function Places({ account, top }: { account: Candidate; top: number }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const places = placesOf(account, top)
  const most = places.reduce((best, one) => (one.share > best.share ? one : best), { place: 0, share: 0 })
  const title = t('places.title')
  const say = (place: number, share: number) => t('places.one', { place: format.number(place), share: writeShare(share, format) })

  if (most.share === 0) return null
  return (
    <section aria-label={title}>
      <Title order={3}>{title}</Title>
      <Text size="sm">{t('places.most', { place: format.number(most.place), share: writeShare(most.share, format) })}</Text>
      <ol className={classes.places}>
        {places.map(({ place, share }) => (
          <li key={place} title={say(place, share)}>
            <span className={classes.column} style={{ height: `${(share / most.share) * 100}%` }} aria-hidden />
            <span aria-hidden>{format.number(place)}</span>
            <span className="kam-visually-hidden">{say(place, share)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
