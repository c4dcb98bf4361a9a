/* A look at an account without leaving the list; arrows lead to the place before and after. */
import { ActionIcon, Anchor, Drawer, Group, Text } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { rowsOf, rowsQuery } from '@/ui/figure/rows'
import { AccountPeek } from '@/ui/peek/AccountPeek'
import { titleOf, type Candidate, type Selection } from './selection'

interface PeekDrawerProps {
  answer: Selection
  account: Candidate
  /** To another account; null closes. */
  onGo(id: string | null): void
}

export function PeekDrawer({ answer, account, onGo }: PeekDrawerProps) {
  const { t } = useTranslation('selection')
  const at = answer.accounts.indexOf(account)
  const [before, after] = [answer.accounts[at - 1], answer.accounts[at + 1]]

  return (
    <Drawer
      opened
      onClose={() => onGo(null)}
      title={titleOf(account)}
      closeButtonProps={{ 'aria-label': t('close') }}
      size="min(100%, 460px)"
    >
      <Group justify="space-between">
        <Anchor component={Link} to={`/accounts/${account.id}`} size="sm">
          {t('why.account')}
        </Anchor>
        <Group gap={0}>
          <ActionIcon size={28} aria-label={t('peek.before')} disabled={!before} onClick={() => before && onGo(before.id)}>
            <IconChevronUp size={18} />
          </ActionIcon>
          <ActionIcon size={28} aria-label={t('peek.after')} disabled={!after} onClick={() => after && onGo(after.id)}>
            <IconChevronDown size={18} />
          </ActionIcon>
        </Group>
      </Group>
      {account.companies > 1 && (
        <Text size="sm" c="dimmed">
          {t('groups.of', { count: account.companies })}
        </Text>
      )}
      <AccountPeek id={account.id} rows={rowsQuery(rowsOf({ by: answer.by, groups: answer.groups ?? undefined }))} />
    </Drawer>
  )
}
