/* What a file may hold, and what each kind is called. */
import { useTranslation } from 'react-i18next'
import { recordTypes, typeOfPlural } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { say } from '@/i18n'

/* Those that have an importer of their own come first. */
const OWN = ['sales', 'accounts', 'products'] as const
const isOwn = (plural: string) => OWN.some((one) => one === plural)

export function useKindName() {
  const { t } = useTranslation('import')
  return (kind: string) => (isOwn(kind) ? t(`kind.${kind}`) : say(typeOfPlural(kind)?.label) || kind)
}

/** The kinds that the reader may bring in. */
export function useKinds() {
  const session = useSession()
  const nameOf = useKindName()
  const others = recordTypes().filter((type) => !isOwn(type.plural) && mayDo(session, type.write))

  return [...OWN, ...others.map((type) => type.plural)].map((value) => ({ value, label: nameOf(value) }))
}
