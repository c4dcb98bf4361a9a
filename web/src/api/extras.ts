/* What hangs on a record of any type: comments, files, tags, watchers, what happened around it. */
import { recordKeys, recordType, type Page } from './records'
import { send, writeQuery } from './send'
import { upload, type UploadOptions } from './upload'

/** A record that things hang on. */
export interface Subject {
  type: string
  id: string
}

export interface Comment {
  id: string
  /** As it was written, in Markdown. */
  body: string
  /** Safe to show, see ui/Html. */
  html: string
  version: number
  created_at: string
  created_by: string
  author: string | null
  updated_at: string
  warnings?: { pointer: string; detail: string; code?: string }[]
}

export interface Attachment {
  id: string
  name: string
  media_type: string
  bytes: number
  created_at: string
  created_by: string
  author: string | null
}

export interface Tag {
  id: string
  name: string
  colour: string
}

export interface Watchers {
  items: { id: string; name: string | null }[]
  /** Whether the reader does. */
  watching: boolean
}

export interface TimelineItem {
  kind: 'change' | 'comment' | 'attachment' | 'interaction' | 'task'
  at: string
  id: string
  by: string
  author: string | null
  title: string
}

const pathOf = ({ type, id }: Subject, rest: string) => `/api/v1/${recordType(type).plural}/${id}/${rest}`
export const extraKey = ({ type, id }: Subject, part: string) => recordKeys.part(type, id, part)

const list =
  <T>(part: string) =>
  async (subject: Subject, cursor?: string): Promise<Page<T>> =>
    (await send<Page<T>>('GET', pathOf(subject, part), { query: { limit: 30, cursor } })).data

export const listComments = list<Comment>('comments')
export const listAttachments = list<Attachment>('attachments')
export const listTimeline = list<TimelineItem>('timeline')

export const addComment = async (subject: Subject, body: string) =>
  (await send<Comment>('POST', pathOf(subject, 'comments'), { body: { body } })).data

export const changeComment = async (subject: Subject, { id, version }: Comment, body: string) =>
  (await send<Comment>('PATCH', pathOf(subject, `comments/${id}`), { body: { body }, version })).data

export const deleteComment = async (subject: Subject, { id, version }: Comment) => {
  await send('DELETE', pathOf(subject, `comments/${id}`), { version })
}

export const addAttachment = (subject: Subject, file: File, options: UploadOptions) =>
  upload<Attachment>(pathOf(subject, 'attachments'), file, { ...options, query: { name: file.name } })

export const deleteAttachment = async (subject: Subject, id: string) => {
  await send('DELETE', pathOf(subject, `attachments/${id}`))
}

/** Where a file is fetched from; `inline`: shown in the browser when it is a picture or PDF. */
export const placeOfAttachment = (subject: Subject, id: string, inline = false) =>
  pathOf(subject, `attachments/${id}/content`) + writeQuery({ inline: inline || undefined })

export const tagsOf = async (subject: Subject) => (await send<{ items: Tag[] }>('GET', pathOf(subject, 'tags'))).data.items

export const setTag = async (subject: Subject, tag: string, on: boolean) => {
  await send(on ? 'PUT' : 'DELETE', pathOf(subject, `tags/${tag}`))
}

export const watchersOf = async (subject: Subject) => (await send<Watchers>('GET', pathOf(subject, 'watchers'))).data

export const setWatching = async (subject: Subject, on: boolean) => {
  await send(on ? 'PUT' : 'DELETE', pathOf(subject, 'watchers/me'))
}
