/* Catalogues: each room and feature has its own, en.json and sr.json beside its code, loaded with the page that shows it.
 * The namespace of a feature is its folder's name; 'common' is what many say, and is there from the start. */
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { loadCatalogue, namesIn } from './catalogues'
import { rewriteCatalogue, toCyrillic, withoutMarks } from './cyrillic'
import { keepLanguage, loadLanguage, tagOf, type Language } from './languages'

const backend: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language, namespace, done) => {
    const loaded = loadCatalogue(language as Language, namespace)
    if (!loaded) return done(new Error(`there is no catalogue '${namespace}'`), false)
    loaded.then(
      (catalogue) => done(null, rewriteCatalogue(catalogue, language === 'sr-Cyrl' ? toCyrillic : withoutMarks)),
      (error: Error) => done(error, false),
    )
  },
}

export async function startI18n(language: Language = loadLanguage()) {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true },
    })
  document.documentElement.lang = tagOf(language)
}

/** The words of areas are there when this is done; without them a page would wait once for each of its catalogues. */
export const loadWords = (...areas: string[]): Promise<void> => i18next.loadNamespaces(areas.flatMap(namesIn))

export async function chooseLanguage(language: Language) {
  keepLanguage(language)
  await i18next.changeLanguage(language)
  document.documentElement.lang = tagOf(language)
}

export const currentLanguage = () => i18next.language as Language

/** A label that the API gives in English and Serbian Latin, in the language of the page. */
export function say(label: { en: string; sr: string } | undefined | null, language: string = i18next.language): string {
  if (!label) return ''
  if (language === 'en') return label.en
  return language === 'sr-Cyrl' ? toCyrillic(label.sr) : label.sr
}
