/* Components whose code comes when they are first shown, or before, when somebody is about to. What is there already is shown at once: the
 * library's own way of waiting hides the place for a moment even then. */
import { lazy, type ComponentType } from 'react'

export interface Arriving {
  /** To be asked once where it is shown: afterwards it would be another, and begin anew. */
  component: () => ComponentType
  preload: () => Promise<unknown>
}

export function arriving(load: () => Promise<ComponentType>): Arriving {
  let here: ComponentType | undefined
  let coming: Promise<{ default: ComponentType }> | undefined
  const fetch = async () => {
    here = await load()
    return { default: here }
  }
  // What could not be had is asked for again by whoever shows it next.
  const preload = () => (coming ??= fetch().catch((error: unknown) => ((coming = undefined), Promise.reject(error))))
  return { component: () => here ?? lazy(preload), preload }
}
