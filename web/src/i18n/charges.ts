/* Why a line of an invoice is a charge and no article. Those that come with the program are said in the reader's language; what somebody
 * typed is shown as it was typed. */
import type { TFunction } from 'i18next'

export const sayChargeReason = (reason: string, t: TFunction<never>): string =>
  (t as TFunction)(`common:charge_reasons.${reason}`, { defaultValue: reason })
