/* The order of importance alone: dragged, or moved by its buttons; the weights are the centre of all that have this order. */
import { ActionIcon, Checkbox, Text } from '@mantine/core'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import classes from './selection.module.css'
import { moved, orderOf, pointsOfOrder } from './weights'
import { type WeightsProps } from './WeightsPanel'
import { nameOf } from './words'

export function OrderList({ answer, weighing, onLight }: WeightsProps) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const order = orderOf(weighing.points, weighing.codes)
  const rest = weighing.codes.filter((code) => !order.includes(code))
  const shares = pointsOfOrder(order)
  const name = (code: string) => {
    const criterion = answer.criteria.find((one) => one.code === code)
    return criterion ? nameOf(criterion) : code
  }
  const put = (next: readonly string[]) => weighing.settle(pointsOfOrder(next))
  const onKeyDown = (at: number) => (event: KeyboardEvent<HTMLLIElement>) => {
    const step = event.altKey && event.key === 'ArrowUp' ? -1 : event.altKey && event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    put(moved(order, at, at + step))
  }

  return (
    <>
      <Text size="xs" c="dimmed">
        {t('order.hint')}
      </Text>
      <ol className={classes.order} aria-label={t('weights.rank_order')}>
        {order.map((code, at) => (
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the buttons inside do the same
          <li
            key={code}
            draggable
            data-over={over === at || undefined}
            onKeyDown={onKeyDown(at)}
            onPointerEnter={() => onLight(code)}
            onPointerLeave={() => onLight(null)}
            onDragStart={() => setDragged(at)}
            onDragEnter={() => setOver(at)}
            onDragOver={(event) => event.preventDefault()}
            onDragEnd={() => {
              setDragged(null)
              setOver(null)
            }}
            onDrop={() => dragged !== null && put(moved(order, dragged, at))}
          >
            <IconGripVertical size={16} stroke={1.5} aria-hidden style={{ cursor: 'grab' }} />
            <Checkbox
              size="xs"
              checked
              disabled={order.length === 1}
              aria-label={t('order.counts', { name: name(code) })}
              onChange={() => put(order.filter((one) => one !== code))}
            />
            <span className={classes.grow}>{`${format.number(at + 1)}. ${name(code)}`}</span>
            <span className="kam-number">{format.percent((shares[code] ?? 0) / 100, 0)}</span>
            <ActionIcon
              size={26}
              aria-label={t('order.up', { name: name(code) })}
              disabled={at === 0}
              onClick={() => put(moved(order, at, at - 1))}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              size={26}
              aria-label={t('order.down', { name: name(code) })}
              disabled={at === order.length - 1}
              onClick={() => put(moved(order, at, at + 1))}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
          </li>
        ))}
        {rest.map((code) => (
          <li key={code}>
            <span style={{ width: 16 }} />
            <Checkbox
              size="xs"
              checked={false}
              aria-label={t('order.counts', { name: name(code) })}
              onChange={() => put([...order, code])}
            />
            <span className={`${classes.grow} ${classes.quiet}`}>{name(code)}</span>
            <span className={classes.quiet}>{t('order.out')}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
