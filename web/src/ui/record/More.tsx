/* The way to the next page of a list, where there is one. */
import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function More({ pages }: { pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const { t } = useTranslation('record')

  return pages.hasNextPage ? (
    <Group justify="center" mt="sm" className="kam-no-print">
      <Button variant="subtle" size="xs" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t('more')}
      </Button>
    </Group>
  ) : null
}
