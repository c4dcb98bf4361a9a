/* The sections of an account's page that are about people: each takes `accountId`. */
export { ContactsSection } from './ContactsSection'
export { CoverageSection } from './CoverageSection'
export { DetailsSection } from './DetailsSection'
export { DocumentsSection } from './DocumentsSection'
export { InteractionsSection } from './InteractionsSection'
export { TasksSection } from './TasksSection'
export { TeamSection } from './TeamSection'
export { TimelineSection } from './TimelineSection'
